-- One row for each published batch: where the rows that carry its number came from.
select
    batch_seq,
    batch_id,
    return_name,
    district_code,
    first_day,
    last_day,
    received_at,
    source_file,
    source_sheet
from published_batch
