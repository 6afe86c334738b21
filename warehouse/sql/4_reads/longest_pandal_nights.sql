-- One row for each window and thana with a pandal or Ramlila standing in a Navratri that meets the window: the longest run of nights
-- of one place and festival up to the as-of date that are known and without a visit (null where no night is known), and how many
-- places stand. It is read on no one day: a night is known or not.
with asked as (
{asked}
),
night as (
    select
        asked.window_no,
        asked.as_of,
        mart_place_night.thana_code,
        mart_place_night.place_code,
        mart_place_night.festival_code,
        mart_place_night.place_night_no,
        mart_place_night.is_known,
        mart_place_night.is_known and (mart_place_night.seen_on is null or mart_place_night.seen_on > asked.as_of) as is_missed
    from mart_place_night
    inner join dim_calendar
        on dim_calendar.code = mart_place_night.festival_code
    inner join asked
        on  dim_calendar.starts_on <= asked.end_on
        and coalesce(dim_calendar.ends_on, dim_calendar.starts_on) >= asked.start_on
        and mart_place_night.night <= least(asked.end_on, asked.as_of)
    where
        mart_place_night.kind in ('pandal', 'ramlila')
        and mart_place_night.festival_kind = 'navratri'
        and {scope}
),
run as (
    select
        window_no,
        thana_code,
        place_code,
        festival_code,
        count(*) as n_nights
    from (
        select
            night.*,
            place_night_no - row_number() over (
                partition by
                    window_no,
                    place_code,
                    festival_code
                order by
                    place_night_no
            ) as run_no
        from night
        where
            is_missed
    ) as missed
    group by
        window_no,
        thana_code,
        place_code,
        festival_code,
        run_no
)
select
    told.window_no,
    told.thana_code,
    cast(
        case when told.n_known > 0 then coalesce(max(run.n_nights), 0) end as double
    )                                  as longest,
    cast(told.n_places as double)      as n_places,
    cast(null as date)                 as read_on
from (
    select
        window_no,
        thana_code,
        count(distinct place_code)                as n_places,
        sum(case when is_known then 1 else 0 end) as n_known
    from night
    group by
        window_no,
        thana_code
) as told
left join run
    on  run.window_no  = told.window_no
    and run.thana_code = told.thana_code
group by
    told.window_no,
    told.thana_code,
    told.n_places,
    told.n_known
