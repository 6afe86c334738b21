-- One row for each Kendra, day up to the as-of date and rank of inspectors who came.
select
    thana_code,
    day,
    inspector_rank,
    n_inspections,
    n_all_correct
from mart_inspection_day
where
    day <= $as_of
    and {scope}
order by
    thana_code,
    day
