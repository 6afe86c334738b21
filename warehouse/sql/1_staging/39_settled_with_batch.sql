-- One row for each quarantined row without a thana or a day whose batch has no say left where the row might lie, while a
-- later batch of the return and district speaks for those days.
select distinct
    told.batch_seq,
    told.row_id
from quarantined_row as told
inner join published_batch as batch
    on batch.batch_seq = told.batch_seq
inner join published_batch as later
    on  later.return_name   = told.return_name
    and later.district_code = told.district_code
    and later.batch_seq     > told.batch_seq
    and later.first_day    <= coalesce(told.day, batch.last_day)
    and later.last_day     >= coalesce(told.day, batch.first_day)
left join cover
    on  cover.return_name = told.return_name
    and cover.batch_seq   = told.batch_seq
    and cover.thana_code  = coalesce(told.thana_code, cover.thana_code)
    and cover.day         = coalesce(told.day, cover.day)
where
    cover.batch_seq is null
    and (told.thana_code is null or told.day is null)
    and not told.is_followed_by_number
    and (told.return_name not in ('cases', 'referrals', 'feedback', 'circulars') or later.is_period_stated)
