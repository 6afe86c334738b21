-- One row for each stream, window, thana and amount: how many durations of that amount ended in the window.
with asked as (
{asked}
),
asked_day as (
{asked_day}
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
