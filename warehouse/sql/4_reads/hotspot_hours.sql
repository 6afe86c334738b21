-- One row for each day asked for and hour in which visits to places of the kinds asked for began.
select
    day,
    hour,
    cast(sum(n_visits) as bigint) as n
from mart_visit_hour
where
    day between $start_on and $end_on
    and list_contains($kinds, kind)
    and {scope}
group by
    day,
    hour
