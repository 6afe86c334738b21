-- One row for each referral to the protection home: a session on rehabilitation is due within thirty days of sending (R7).
select
    'shelter_followed'        as stream,
    ''                        as part,
    sheltered.thana_code,
    'counselling'             as return_name,
    sheltered.unique_no,
    sheltered.sent_on + 30    as due_on,
    sheltered.held_on         as met_on,
    accepted.day is not null  as is_known,
    cast(null as date)        as doubtful_from,
    cast(null as date)        as void_from
from (
    select
        core_referral.unique_no,
        core_referral.thana_code,
        core_referral.sent_on,
        min(core_counselling.held_on) as held_on
    from core_referral
    left join core_counselling
        on  core_counselling.unique_no = core_referral.unique_no
        and core_counselling.dimension = 'rehabilitation'
        and core_counselling.status    = 'done'
        and core_counselling.held_on between core_referral.sent_on and core_referral.sent_on + 30
    where
        core_referral.partner = 'nari_sanrakshan_grih'
    group by
        core_referral.batch_seq,
        core_referral.row_id,
        core_referral.unique_no,
        core_referral.thana_code,
        core_referral.sent_on
) as sheltered
left join core_accepted as accepted
    on  accepted.return_name = 'counselling'
    and accepted.thana_code  = sheltered.thana_code
    and accepted.day         = sheltered.sent_on + 30
