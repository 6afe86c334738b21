-- One row for each measure, thana and week with rows of its return: how many there are, or what they add up to.
select
    told.measure,
    told.thana_code,
    dim_day.week_ends_on,
    sum(told.n) as n
from (
    select 'n_opened' as measure, thana_code, received_on as day, count(*) as n
    from core_case
    group by thana_code, received_on
    union all
    select 'n_sessions' as measure, thana_code, held_on as day, count(*) as n
    from core_counselling
    where status = 'done'
    group by thana_code, held_on
    union all
    select 'n_calls' as measure, thana_code, called_on as day, count(*) as n
    from core_feedback
    group by thana_code, called_on
    union all
    select 'n_visits' as measure, thana_code, visited_on as day, count(*) as n
    from core_patrol
    group by thana_code, visited_on
    union all
    select 'persons_checked' as measure, thana_code, day, persons_checked as n
    from core_squad_day
    union all
    select 'n_programmes' as measure, thana_code, held_on as day, count(*) as n
    from core_awareness
    group by thana_code, held_on
) as told
inner join dim_day
    on dim_day.day = told.day
group by
    told.measure,
    told.thana_code,
    dim_day.week_ends_on
