-- One row for each thana and day on which a counselling session was held.
select
    thana_code,
    held_on  as day,
    count(*) as n_sessions
from core_counselling
where
    status = 'done'
group by
    thana_code,
    held_on
