-- One row for each window and listed place of a thana from which patrols were accepted on some day of it: how many visits it had in
-- the window, by whichever squad, and whether it is to be visited every week.
with asked as (
{asked}
)
select
    reporting.window_no,
    dim_place.thana_code,
    dim_place.place_code,
    coalesce(dim_place.required_visits_a_week, 0) > 0
    and (dim_place.active_from is null or dim_place.active_from <= reporting.until_on)
    and (dim_place.active_to is null or dim_place.active_to >= reporting.start_on) as is_required,
    cast(coalesce(seen.n_visits, 0) as bigint) as n_visits
from dim_place
inner join (
    select distinct
        asked.window_no,
        asked.start_on,
        least(asked.end_on, asked.as_of) as until_on,
        mart_filing.thana_code           as reporting_thana_code
    from mart_filing
    inner join asked
        on  mart_filing.first_day <= least(asked.end_on, asked.as_of)
        and mart_filing.last_day  >= asked.start_on
        and asked.start_on        <= least(asked.end_on, asked.as_of)
    where
        mart_filing.return_name = 'patrols'
        and mart_filing.is_accepted
) as reporting
    on reporting.reporting_thana_code = dim_place.thana_code
left join (
    select
        asked.window_no           as seen_window_no,
        mart_place_day.place_code as seen_place_code,
        sum(mart_place_day.n_visits) as n_visits
    from mart_place_day
    inner join asked
        on mart_place_day.day between asked.start_on and least(asked.end_on, asked.as_of)
    group by
        asked.window_no,
        mart_place_day.place_code
) as seen
    on  seen.seen_window_no  = reporting.window_no
    and seen.seen_place_code = dim_place.place_code
where
    {scope}
