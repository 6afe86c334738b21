-- One row for each window and thana with an accepted inspection return: the days since the last inspection of its Kendra by whichever
-- rank, counted back from the thana's last accepted day up to the as-of date over accepted days alone (all of them where it was never
-- inspected), the one Kendra, and that last accepted day.
with asked as (
{asked}
),
told as (
    select
        asked.window_no,
        thana_code,
        day,
        n_inspections
    from mart_thana_day
    inner join asked
        on day <= asked.as_of
    where
        is_inspections_accepted
        and {scope}
)
select
    told.window_no,
    told.thana_code,
    cast(sum(case when last_seen.day is null or told.day > last_seen.day then 1 else 0 end) as double) as longest,
    cast(1 as double) as n_places,
    max(told.day)     as read_on
from told
left join (
    select
        window_no,
        thana_code,
        max(day) as day
    from told
    where
        n_inspections > 0
    group by
        window_no,
        thana_code
) as last_seen
    on  last_seen.window_no  = told.window_no
    and last_seen.thana_code = told.thana_code
group by
    told.window_no,
    told.thana_code
