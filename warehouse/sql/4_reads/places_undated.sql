-- One row for each festive place without dates of its own, or with dates that meet no festival: how many nights it stands all the same.
select
    place.place_code,
    place.name_hi,
    place.name_en,
    place.district_code,
    place.circle_code,
    place.thana_code,
    place.kind,
    place.is_dated,
    cast(coalesce(standing.n_nights, 0) as bigint) as n_nights
from (
    select
        place_code,
        name_hi,
        name_en,
        district_code,
        circle_code,
        thana_code,
        kind,
        active_from is not null and active_to is not null as is_dated
    from dim_place
    where
        list_contains($kinds, kind)
        and {scope}
) as place
left join (
    select
        place_code,
        count(*) as n_nights
    from mart_place_night
    group by
        place_code
) as standing
    on standing.place_code = place.place_code
where
    not place.is_dated
    or standing.n_nights is null
order by
    place.place_code
