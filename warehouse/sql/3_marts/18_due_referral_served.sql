-- One row for each referral: the woman is to have the service within thirty days, and is counted whenever she gets it (R3).
select
    'referral_served'                 as stream,
    core_referral.partner             as part,
    core_referral.thana_code,
    'referrals'                       as return_name,
    core_referral.unique_no,
    core_referral.sent_on + 30        as due_on,
    core_referral.service_received_on as met_on,
    accepted.day is not null          as is_known,
    cast(null as date)                as doubtful_from,
    cast(null as date)                as void_from
from core_referral
left join core_accepted as accepted
    on  accepted.return_name = 'referrals'
    and accepted.thana_code  = core_referral.thana_code
    and accepted.day         = core_referral.sent_on + 30
