-- One row for each Kendra, day and rank of inspectors who came: how many inspections, and how many of them found everything in order.
select
    district_code,
    circle_code,
    thana_code,
    day,
    inspector_rank,
    count(*) as n_inspections,
    cast(sum(case when is_all_correct then 1 else 0 end) as bigint) as n_all_correct
from formality_checked
group by
    district_code,
    circle_code,
    thana_code,
    day,
    inspector_rank
order by
    thana_code,
    day
