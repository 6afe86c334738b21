-- One row for each listed public place that squads visit. A position that cannot be right is none.
select
    ref_place.place_code,
    ref_place.thana_code,
    ref_thana.circle_code,
    ref_place.district_code,
    ref_place.kind,
    ref_place.name_en,
    ref_place.name_hi,
    ref_place.lat,
    ref_place.lon,
    ref_place.h3_7,
    ref_place.h3_8,
    ref_place.crowd_category,
    ref_place.opens_at,
    ref_place.closes_at,
    ref_place.active_from,
    ref_place.active_to,
    ref_place.organiser_contact,
    ref_place.required_visits_a_week
from ref_place
inner join ref_thana
    on ref_thana.thana_code = ref_place.thana_code
