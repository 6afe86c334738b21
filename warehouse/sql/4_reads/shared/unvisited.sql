-- One row for each window and place to be visited every week of a thana with accepted patrols: its last visit up to the last day
-- that they tell of, and the accepted days since; all of them where it was never visited, from the place's first day on. Needs
-- read_until.
select
    read_until.window_no,
    dim_place.thana_code,
    dim_place.place_code,
    dim_place.kind,
    dim_place.name_hi,
    dim_place.name_en,
    visited.day as last_on,
    sum(
        case
            when visited.day is null or visited.day < filing.first_day
                then least(filing.last_day, read_until.day)
                    - greatest(filing.first_day, coalesce(dim_place.active_from, filing.first_day)) + 1
            when visited.day < least(filing.last_day, read_until.day)
                then least(filing.last_day, read_until.day) - visited.day
            else 0
        end
    ) as n_days
from dim_place
inner join read_until
    on  read_until.read_thana_code = dim_place.thana_code
    and (dim_place.active_from is null or dim_place.active_from <= read_until.day)
    and (dim_place.active_to is null or dim_place.active_to >= read_until.day)
inner join (
    select
        thana_code as filing_thana_code,
        first_day,
        last_day
    from mart_filing
    where
        return_name = $return_name
        and is_accepted
) as filing
    on  filing.filing_thana_code = dim_place.thana_code
    and filing.first_day         <= read_until.day
    and (dim_place.active_from is null or dim_place.active_from <= filing.last_day)
left join (
    select
        read_until.window_no       as visited_window_no,
        mart_place_day.place_code  as visited_place_code,
        max(mart_place_day.day)    as day
    from mart_place_day
    inner join read_until
        on  read_until.read_thana_code = mart_place_day.thana_code
        and mart_place_day.day        <= read_until.day
    group by
        read_until.window_no,
        mart_place_day.place_code
) as visited
    on  visited.visited_window_no  = read_until.window_no
    and visited.visited_place_code = dim_place.place_code
where
    dim_place.required_visits_a_week > 0
    and {scope}
group by
    read_until.window_no,
    dim_place.thana_code,
    dim_place.place_code,
    dim_place.kind,
    dim_place.name_hi,
    dim_place.name_en,
    visited.day
