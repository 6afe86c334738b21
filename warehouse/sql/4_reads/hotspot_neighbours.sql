-- One row for each thana in scope and thana whose catchment shares an edge with its own.
select
    thana_code,
    other_thana_code
from dim_neighbour
where
    {scope}
order by
    thana_code,
    other_thana_code
