-- One row for each window and thana: how many listed kinds of panchayat and ward venues had a programme in the window.
with asked as (
    select
        cast(unnest($window_no) as bigint) as window_no,
        cast(unnest($start_on) as date)    as start_on,
        cast(unnest($end_on) as date)      as end_on,
        cast(unnest($as_of) as date)       as as_of
),
asked_day as (
    select
        asked.window_no,
        asked.as_of,
        dim_day.day
    from asked
    inner join dim_day
        on dim_day.day between asked.start_on and least(asked.end_on, asked.as_of)
)
select
    window_no,
    thana_code,
    cast(count(distinct venue_no) as double) as n_reached
from mart_venue_day
inner join asked_day
    on asked_day.day = mart_venue_day.day
where
    {scope}
group by
    window_no,
    thana_code
