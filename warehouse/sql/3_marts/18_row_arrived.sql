-- One row for each row that came in and names a thana and a day that had come by then, of the returns of thanas: accepted, or
-- still held back for whatever fault.
select
    return_name,
    thana_code,
    day,
    true as is_accepted
from row_told
union all
select
    return_name,
    thana_code,
    min(day) as day,
    false    as is_accepted
from held_fault
group by
    batch_seq,
    row_id,
    return_name,
    thana_code
