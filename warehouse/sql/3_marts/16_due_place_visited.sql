-- One row for each listed place and week: met on the day of the last visit that the place requires that week (P1).
select
    'place_visited_week'     as stream,
    ''                       as part,
    dim_place.thana_code,
    'patrols'                as return_name,
    cast(null as varchar)    as unique_no,
    week_due.ends_on         as due_on,
    visit.enough_on          as met_on,
    accepted.day is not null as is_known,
    cast(null as date)       as doubtful_from,
    cast(null as date)       as void_from
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
        place_code,
        week_ends_on,
        min(day) as enough_on
    from (
        select
            visit_day.place_code,
            visit_day.day,
            dim_day.week_ends_on,
            sum(visit_day.n_visits) over (
                partition by
                    visit_day.place_code,
                    dim_day.week_ends_on
                order by
                    visit_day.day
                rows between unbounded preceding and current row
            ) as n_visits_so_far
        from (
            select
                place_code,
                visited_on as day,
                count(*)   as n_visits
            from core_patrol
            group by
                place_code,
                visited_on
        ) as visit_day
        inner join dim_day
            on dim_day.day = visit_day.day
    ) as running
    inner join dim_place as wanted
        using (place_code)
    where
        n_visits_so_far >= wanted.required_visits_a_week
    group by
        place_code,
        week_ends_on
) as visit
    on  visit.place_code   = dim_place.place_code
    and visit.week_ends_on = week_due.ends_on
left join core_accepted as accepted
    on  accepted.return_name = 'patrols'
    and accepted.thana_code  = dim_place.thana_code
    and accepted.day         = week_due.ends_on
where
    dim_place.required_visits_a_week > 0
