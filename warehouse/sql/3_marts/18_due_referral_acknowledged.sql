-- One row for each referral: its partner is to acknowledge it within seven days (R2). A referral without an answer is not met,
-- one refused without a date of receipt neither.
select
    'referral_acknowledged'    as stream,
    core_referral.partner      as part,
    core_referral.thana_code,
    'referrals'                as return_name,
    core_referral.unique_no,
    core_referral.sent_on + 7  as due_on,
    case
        when core_referral.acknowledged_on <= core_referral.sent_on + 7 then core_referral.acknowledged_on
    end                        as met_on,
    accepted.day is not null   as is_known,
    cast(null as date)         as doubtful_from,
    cast(null as date)         as void_from
from core_referral
left join core_accepted as accepted
    on  accepted.return_name = 'referrals'
    and accepted.thana_code  = core_referral.thana_code
    and accepted.day         = core_referral.sent_on + 7
