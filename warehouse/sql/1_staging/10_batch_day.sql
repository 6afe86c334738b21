-- One row for each published batch, thana and day that the batch speaks for.
select
    published_batch.return_name,
    batch_thana.thana_code,
    ref_day.day,
    published_batch.batch_seq,
    published_batch.is_period_stated,
    published_batch.received_at
from published_batch
inner join batch_thana
    on batch_thana.batch_seq = published_batch.batch_seq
inner join ref_day
    on ref_day.day between published_batch.first_day and published_batch.last_day
