-- One row for each listed place with a visit up to the as-of date: the last one, and how many in the days asked for.
select
    place_code,
    max(day) as last_on,
    cast(sum(case when day between $start_on and $end_on then n_visits else 0 end) as bigint) as n
from mart_place_day
where
    n_visits > 0
    and day <= $end_on
    and {scope}
group by
    place_code
