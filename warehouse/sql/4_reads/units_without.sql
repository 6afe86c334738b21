-- One row for each window and unit: Kendras with an accepted day in the window, and those of them where nothing happened.
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
    unit_code,
    cast(sum(case when total = 0 then 1 else 0 end) as double) as numerator,
    cast(count(*) as double)                                   as denominator
from (
    select
        window_no,
        {unit} as unit_code,
        thana_code,
        sum({column}) as total
    from mart_thana_day
    inner join asked_day
        on asked_day.day = mart_thana_day.day
    where
        {column} is not null
        and {scope}
    group by
        window_no,
        unit_code,
        thana_code
) as kendra
group by
    window_no,
    unit_code
