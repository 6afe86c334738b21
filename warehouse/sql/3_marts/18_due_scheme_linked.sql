-- One row for each case whose session on schemes was held: an application with a letter number is due within fifteen days of
-- the first such session, to a scheme or to the One Stop Centre (R5).
select
    'scheme_linked'           as stream,
    ''                        as part,
    screened.thana_code,
    'referrals'               as return_name,
    screened.unique_no,
    screened.held_on + 15     as due_on,
    case
        when applied.sent_on <= screened.held_on + 15 then applied.sent_on
    end                       as met_on,
    accepted.day is not null  as is_known,
    cast(null as date)        as doubtful_from,
    cast(null as date)        as void_from
from (
    select
        unique_no,
        thana_code,
        min(held_on) as held_on
    from core_counselling
    where
        dimension = 'scheme_linkage'
        and status = 'done'
    group by
        unique_no,
        thana_code
) as screened
left join (
    select
        unique_no,
        min(sent_on) as sent_on
    from core_referral
    where
        letter_no is not null
        and (left(partner, 7) = 'scheme_' or partner = 'one_stop_centre')
    group by
        unique_no
) as applied
    on applied.unique_no = screened.unique_no
left join core_accepted as accepted
    on  accepted.return_name = 'referrals'
    and accepted.thana_code  = screened.thana_code
    and accepted.day         = screened.held_on + 15
