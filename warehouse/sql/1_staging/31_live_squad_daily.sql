-- One row for each live daily count of a squad: no later batch speaks for its thana and day.
select
    told.*
from accepted_squad_daily as told
left join cover
    on  cover.return_name = 'squad_daily'
    and cover.thana_code  = told.thana_code
    and cover.day         = told.day
where
    cover.batch_seq is null
    or cover.batch_seq <= told.batch_seq
