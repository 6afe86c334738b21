-- One row for each live referral, with or without its case: the last batch that names it, and none later speaks for its thana and day.
select
    told.*
from accepted_referrals as told
inner join (
    select
        unique_no,
        partner,
        sent_on,
        max(batch_seq) as batch_seq
    from accepted_referrals
    group by
        unique_no,
        partner,
        sent_on
) as latest
    on  latest.unique_no = told.unique_no
    and latest.partner   = told.partner
    and latest.sent_on   = told.sent_on
    and latest.batch_seq = told.batch_seq
left join cover
    on  cover.return_name = 'referrals'
    and cover.thana_code  = told.thana_code
    and cover.day         = told.sent_on
where
    cover.batch_seq is null
    or cover.batch_seq <= told.batch_seq
