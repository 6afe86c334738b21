-- One row for each festive place and night of one festival, with what the list says of the place.
select
    night.*,
    dim_place.name_hi,
    dim_place.name_en,
    dim_place.lat,
    dim_place.lon,
    dim_place.lat is not null
    and dim_place.lon is not null
    and dim_place.crowd_category is not null
    and coalesce(dim_place.organiser_contact, false) as is_registered
from (
    select
        place_code,
        district_code,
        circle_code,
        thana_code,
        kind,
        crowd_category,
        night_no,
        night,
        is_known,
        is_awaited,
        n_visits,
        n_peak,
        n_with_woman,
        n_woman_unknown,
        n_late,
        n_late_with_woman,
        n_late_woman_unknown,
        seen_on,
        seen_at_peak_on,
        n_peak_unknown
    from mart_place_night
    where
        festival_code = $festival
        and {scope}
) as night
inner join dim_place
    on dim_place.place_code = night.place_code
order by
    night.place_code,
    night.night_no
