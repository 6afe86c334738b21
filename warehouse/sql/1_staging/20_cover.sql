-- One row for each return, thana and day that any published batch speaks for: the last batch to do so holds the live rows.
-- stated_batch_seq is the last that names its period in so many words; null where none does.
select
    return_name,
    thana_code,
    day,
    max(batch_seq)                                     as batch_seq,
    max(case when is_period_stated then batch_seq end) as stated_batch_seq,
    min(received_at)                                   as first_received_at
from batch_day
group by
    return_name,
    thana_code,
    day
