-- One row for each unique number: the register is cumulative, so the last row of the last batch that names it is live.
select
    told.*
from accepted_cases as told
inner join (
    select
        unique_no,
        max(batch_seq * 4294967296 + row_id) as last_told
    from accepted_cases
    group by
        unique_no
) as latest
    on  latest.unique_no = told.unique_no
    and latest.last_told = told.batch_seq * 4294967296 + told.row_id
