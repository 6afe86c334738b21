-- One row for each live inspection: no later batch speaks for its thana and day, and its own
-- still speaks for the thana (a row dated outside its file's period goes when the file is replaced).
select
    told.*
from accepted_inspections as told
inner join batch_say
    on  batch_say.batch_seq  = told.batch_seq
    and batch_say.thana_code = told.thana_code
left join cover
    on  cover.return_name = 'inspections'
    and cover.thana_code  = told.thana_code
    and cover.day         = told.inspected_on
where
    cover.batch_seq is null
    or cover.batch_seq <= told.batch_seq
