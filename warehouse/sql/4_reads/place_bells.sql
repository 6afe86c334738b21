-- One row for each visit, in the days asked for, to a school or college whose hours are listed: those hours and its own.
select
    thana_code,
    place.place_code,
    place.kind,
    place.name_hi,
    place.name_en,
    place.opens_at,
    place.closes_at,
    from_time,
    to_time
from core_patrol
inner join (
    select
        place_code,
        kind,
        name_hi,
        name_en,
        opens_at,
        closes_at
    from dim_place
    where
        kind in ('school', 'college')
        and opens_at is not null
        and closes_at is not null
) as place
    on place.place_code = core_patrol.place_code
where
    visited_on between $start_on and $end_on
    and from_time is not null
    and to_time is not null
    and {scope}
