-- One row for each stream, part, window and thana with duties that fell due in the window, by whether they were met by the
-- as-of date. What no longer counts by then is not there at all.
with asked as (
{asked}
),
asked_day as (
{asked_day}
)
select
    stream,
    part,
    window_no,
    thana_code,
    cast(sum(case when is_sure and met_on <= as_of then n else 0 end) as double) as n_met,
    cast(sum(case when is_sure then n else 0 end) as double)                     as n_known,
    cast(sum(case when is_sure then 0 else n end) as bigint)                     as n_unknown
from (
    select
        mart_obligation.stream,
        {part} as part,
        asked_day.window_no,
        asked_day.as_of,
        mart_obligation.thana_code,
        mart_obligation.met_on,
        is_known and (doubtful_from is null or doubtful_from > asked_day.as_of) as is_sure,
        mart_obligation.n
    from mart_obligation
    inner join asked_day
        on asked_day.day = mart_obligation.due_on
    where
        list_contains($streams, mart_obligation.stream)
        and ({void_from} is null or {void_from} > asked_day.as_of)
        and {scope}
) as duty
group by
    stream,
    part,
    window_no,
    thana_code
