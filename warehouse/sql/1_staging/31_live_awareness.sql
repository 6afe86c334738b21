-- One row for each live awareness programme: no later batch speaks for its thana and day.
select
    told.*
from accepted_awareness as told
left join cover
    on  cover.return_name = 'awareness'
    and cover.thana_code  = told.thana_code
    and cover.day         = told.held_on
where
    cover.batch_seq is null
    or cover.batch_seq <= told.batch_seq
