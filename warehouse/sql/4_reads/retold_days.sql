-- One row for each return, thana and day on which a file came that told published days of the window otherwise: how many of them, the
-- first and the last, how many figures that were not nought it changed, and by how many per cent each, added up.
select
    return_name,
    thana_code,
    changed_on,
    cast(count(*) as double)       as n_days,
    min(day)                       as first_day,
    max(day)                       as last_day,
    cast(sum(n_figures) as double) as n_figures,
    cast(sum(sum_pct) as double)   as sum_pct
from mart_restated_day
where
    day between $start_on and $end_on
    and {scope}
group by
    return_name,
    thana_code,
    changed_on
order by
    return_name,
    thana_code,
    changed_on
