-- One row for each listed place and week: met on the day of the last visit that the place requires that week (P1).
select
    'place_visited_week'     as stream,
    dim_place.thana_code,
    'patrols'                as return_name,
    week_due.ends_on         as due_on,
    visit.visited_on         as met_on,
    accepted.day is not null as is_known,
    cast(null as date)       as doubtful_from
from dim_place
inner join dim_thana
    on dim_thana.thana_code = dim_place.thana_code
inner join (
    select distinct
        week_starts_on as starts_on,
        week_ends_on   as ends_on
    from dim_day
    where
        week_starts_on is not null
) as week_due
    on  (dim_place.active_from is null or dim_place.active_from <= week_due.starts_on)
    and (dim_place.active_to is null or dim_place.active_to >= week_due.ends_on)
    and (dim_thana.valid_from is null or dim_thana.valid_from <= week_due.starts_on)
    and (dim_thana.valid_to is null or dim_thana.valid_to >= week_due.ends_on)
left join (
    select
        core_patrol.place_code,
        core_patrol.visited_on,
        dim_day.week_ends_on,
        row_number() over (
            partition by
                core_patrol.place_code,
                dim_day.week_ends_on
            order by
                core_patrol.visited_on
        ) as visit_no
    from core_patrol
    inner join dim_day
        on dim_day.day = core_patrol.visited_on
) as visit
    on  visit.place_code   = dim_place.place_code
    and visit.week_ends_on = week_due.ends_on
    and visit.visit_no     = dim_place.required_visits_a_week
left join core_accepted as accepted
    on  accepted.return_name = 'patrols'
    and accepted.thana_code  = dim_place.thana_code
    and accepted.day         = week_due.ends_on
where
    dim_place.required_visits_a_week > 0
