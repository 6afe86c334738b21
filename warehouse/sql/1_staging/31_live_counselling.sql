-- One row for each live counselling session, whether or not its number is in the register yet: no later batch speaks for its thana and day.
select
    told.*
from accepted_counselling as told
left join cover
    on  cover.return_name = 'counselling'
    and cover.thana_code  = told.thana_code
    and cover.day         = told.held_on
where
    cover.batch_seq is null
    or cover.batch_seq <= told.batch_seq
