-- One row for each batch and thana of a return whose rows go on in later files, for which the batch still speaks for some day.
-- Only a later file that states its period speaks in its place: a few rows without one take nothing back.
select distinct
    batch_day.return_name,
    batch_day.thana_code,
    batch_day.batch_seq
from batch_day
inner join cover
    on  cover.return_name = batch_day.return_name
    and cover.thana_code  = batch_day.thana_code
    and cover.day         = batch_day.day
where
    batch_day.return_name in ('referrals', 'feedback')
    and (cover.stated_batch_seq is null or cover.stated_batch_seq <= batch_day.batch_seq)
