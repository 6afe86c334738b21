-- One row for each live visit of a squad to a place: no later batch speaks for its thana and day.
select
    told.*
from accepted_patrols as told
left join cover
    on  cover.return_name = 'patrols'
    and cover.thana_code  = told.thana_code
    and cover.day         = told.visited_on
where
    cover.batch_seq is null
    or cover.batch_seq <= told.batch_seq
