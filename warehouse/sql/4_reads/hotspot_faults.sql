-- One row for each fault of a listed place in scope.
select
    place_code,
    thana_code,
    fault,
    other_place_code,
    distance_m
from dim_place_fault
where
    {scope}
order by
    place_code,
    fault,
    other_place_code
