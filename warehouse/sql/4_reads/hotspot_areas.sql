-- One row for each thana in scope whose catchment is known.
select
    thana_code,
    area_km2
from dim_outline
where
    level = 'thana'
    and {scope}
order by
    thana_code
