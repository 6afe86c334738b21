-- One row for each live referral, with or without its case: as the last batch told it that still speaks for its thana, and no
-- later one that states its period speaks for its thana and day.
select
    told.*
from accepted_referrals as told
inner join (
    select
        accepted_referrals.unique_no,
        accepted_referrals.partner,
        accepted_referrals.sent_on,
        max(accepted_referrals.batch_seq) as batch_seq
    from accepted_referrals
    inner join retold_say
        on  retold_say.batch_seq  = accepted_referrals.batch_seq
        and retold_say.thana_code = accepted_referrals.thana_code
    group by
        accepted_referrals.unique_no,
        accepted_referrals.partner,
        accepted_referrals.sent_on
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
    cover.stated_batch_seq is null
    or cover.stated_batch_seq <= told.batch_seq
