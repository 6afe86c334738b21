-- One row for each live inspection: no later batch speaks for its thana and day.
select
    told.*
from accepted_inspections as told
left join cover
    on  cover.return_name = 'inspections'
    and cover.thana_code  = told.thana_code
    and cover.day         = told.inspected_on
where
    cover.batch_seq is null
    or cover.batch_seq <= told.batch_seq
