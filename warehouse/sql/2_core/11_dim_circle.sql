-- One row for each circle.
select
    circle_code,
    district_code,
    name_en,
    name_hi
from ref_circle
