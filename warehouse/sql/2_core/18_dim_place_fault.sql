-- One row for each fault of a listed place; where it is about two places, each has a row that names the other.
select
    ref_place_fault.place_code,
    ref_place_fault.fault,
    ref_place_fault.other_place_code,
    ref_place_fault.distance_m,
    ref_place.thana_code,
    ref_thana.circle_code,
    ref_place.district_code
from ref_place_fault
inner join ref_place
    on ref_place.place_code = ref_place_fault.place_code
inner join ref_thana
    on ref_thana.thana_code = ref_place.thana_code
