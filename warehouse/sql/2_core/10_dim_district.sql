-- One row for each district of the range.
select
    district_code,
    name_en,
    name_hi,
    lat,
    lon
from ref_district
