-- One row for each thana and what its programmes in the window told, with how many of them.
select
    thana_code,
    what,
    code,
    cast(sum(n_programmes) as bigint) as n
from mart_programme_told
where
    day between $start_on and $end_on
    and {scope}
group by
    thana_code,
    what,
    code
order by
    thana_code,
    what,
    code
