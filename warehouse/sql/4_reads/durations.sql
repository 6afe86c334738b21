-- One row for each stream, window, thana and amount: how many durations of that amount ended in the window.
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
    stream,
    window_no,
    thana_code,
    amount,
    cast(sum(n) as bigint) as n
from mart_duration
inner join asked_day
    on asked_day.day = mart_duration.day
where
    list_contains($streams, stream)
    and {scope}
group by
    stream,
    window_no,
    thana_code,
    amount
