-- One row for each return of whole districts, district and day that any published batch speaks for, with the last batch
-- to do so, and the last that states its period: only such a one takes back what it leaves out.
select
    published_batch.return_name,
    published_batch.district_code,
    ref_day.day,
    max(published_batch.batch_seq)                                                    as batch_seq,
    max(case when published_batch.is_period_stated then published_batch.batch_seq end) as stated_batch_seq,
    min(published_batch.received_at)                                                  as first_received_at
from published_batch
inner join ref_return
    on  ref_return.return_name = published_batch.return_name
    and ref_return.speaks_of   = 'district'
inner join ref_day
    on ref_day.day between published_batch.first_day and published_batch.last_day
group by
    published_batch.return_name,
    published_batch.district_code,
    ref_day.day
