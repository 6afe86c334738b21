-- One row for each thana; each has one Kendra.
select
    thana_code,
    circle_code,
    district_code,
    name_en,
    name_hi,
    lat,
    lon,
    is_mahila,
    valid_from,
    valid_to
from ref_thana
