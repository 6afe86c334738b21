-- One row for each listed place in scope.
select
    *
from dim_place
where
    {scope}
order by
    place_code
