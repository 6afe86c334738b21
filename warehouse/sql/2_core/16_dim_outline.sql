-- One row for each district, circle and thana whose outline is known, and for the range; codes are null above its level.
select
    level,
    unit_code,
    district_code,
    circle_code,
    thana_code,
    source,
    geometry,
    area_km2,
    label_lat,
    label_lon
from ref_outline
