-- One row for each thana and day on which counselling sessions were held, or stood for a day on which nobody came.
select
    thana_code,
    held_on                                             as day,
    sum(case when status = 'done' then 1 else 0 end)    as n_sessions,
    count(*)                                            as n_sessions_scheduled,
    sum(case when status = 'no_show' then 1 else 0 end) as n_no_shows
from core_counselling
where
    status in ('done', 'no_show')
group by
    thana_code,
    held_on
