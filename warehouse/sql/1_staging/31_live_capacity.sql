-- One row for each live thana and month of the capacity return: that of the batch which speaks for its thana and month.
select
    told.*
from accepted_capacity as told
inner join cover
    on  cover.return_name = 'capacity'
    and cover.thana_code  = told.thana_code
    and cover.day         = told.month
    and cover.batch_seq   = told.batch_seq
