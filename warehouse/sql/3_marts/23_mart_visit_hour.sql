-- One row for each thana, kind of its listed places, day and hour in which visits began; a visit whose time was left blank has none.
select
    dim_place.district_code,
    dim_place.circle_code,
    dim_place.thana_code,
    dim_place.kind,
    core_patrol.visited_on                               as day,
    coalesce(hour_of_day(core_patrol.from_time), -1)     as hour,
    count(*)                                             as n_visits
from core_patrol
inner join dim_place
    on dim_place.place_code = core_patrol.place_code
group by
    dim_place.district_code,
    dim_place.circle_code,
    dim_place.thana_code,
    dim_place.kind,
    core_patrol.visited_on,
    hour_of_day(core_patrol.from_time)
order by
    core_patrol.visited_on,
    dim_place.thana_code
