-- One row for each live thana and month of the capacity return: no later batch speaks for its thana and month.
select
    told.*
from accepted_capacity as told
left join cover
    on  cover.return_name = 'capacity'
    and cover.thana_code  = told.thana_code
    and cover.day         = told.month
where
    cover.batch_seq is null
    or cover.batch_seq <= told.batch_seq
