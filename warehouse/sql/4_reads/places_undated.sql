-- One row for each festive place whose fault is 'no_nights', or whose dates meet no festival: how many nights it stands all the same.
select
    place.place_code,
    place.name_hi,
    place.name_en,
    place.district_code,
    place.circle_code,
    place.thana_code,
    place.kind,
    fault.place_code is null                       as is_dated,
    cast(coalesce(standing.n_nights, 0) as bigint) as n_nights
from (
    select
        place_code,
        name_hi,
        name_en,
        district_code,
        circle_code,
        thana_code,
        kind
    from dim_place
    where
        list_contains($kinds, kind)
        and {scope}
) as place
left join dim_place_fault as fault
    on  fault.place_code = place.place_code
    and fault.fault      = 'no_nights'
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
    fault.place_code is not null
    or standing.n_nights is null
order by
    place.place_code
