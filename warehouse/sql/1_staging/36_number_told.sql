-- One row for each unique number, thana and day of receipt that the register has told, good or not: the last batch to do so.
select
    unique_no,
    thana_code,
    day,
    max(batch_seq) as batch_seq
from (
    select
        unique_no,
        thana_code,
        received_on as day,
        batch_seq
    from accepted_cases
    union all
    select
        unique_no,
        thana_code,
        day,
        batch_seq
    from quarantined_row
    where
        return_name = 'cases'
) as told
where
    unique_no is not null
group by
    unique_no,
    thana_code,
    day
