-- One row for each window and unit with duties that fell due in the window, by whether they were met by the as-of date.
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
    {unit} as unit_code,
    sum(case when is_sure and met_on <= as_of then n else 0 end) as numerator,
    sum(case when is_sure then n else 0 end)                     as denominator,
    cast(sum(case when is_sure then 0 else n end) as bigint)     as n_unknown
from (
    select
        asked_day.window_no,
        asked_day.as_of,
        district_code,
        circle_code,
        thana_code,
        met_on,
        is_known and (doubtful_from is null or doubtful_from > asked_day.as_of) as is_sure,
        n
    from mart_obligation
    inner join asked_day
        on asked_day.day = mart_obligation.due_on
    where
        stream = $stream
        and (void_from is null or void_from > asked_day.as_of)
        and {scope}
) as duty
group by
    window_no,
    unit_code
