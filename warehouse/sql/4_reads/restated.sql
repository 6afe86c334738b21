-- One row for each window and thana: its published days, return by return, how many of them a later file told otherwise, how many
-- figures that were not nought this changed, and by how many per cent each, added up.
with asked as (
{asked}
)
select
    window_no,
    thana_code,
    cast(sum(n_days) as double)     as n_days,
    cast(sum(n_restated) as double) as n_restated,
    cast(sum(n_figures) as double)  as n_figures,
    cast(sum(sum_pct) as double)    as sum_pct
from (
    select
        asked.window_no,
        thana_code,
        sum(
            least(mart_filing.last_day, asked.end_on, asked.as_of) - greatest(mart_filing.first_day, asked.start_on) + 1
        )   as n_days,
        0   as n_restated,
        0   as n_figures,
        0.0 as sum_pct
    from mart_filing
    inner join asked
        on  mart_filing.first_day <= least(asked.end_on, asked.as_of)
        and mart_filing.last_day  >= asked.start_on
        and asked.start_on        <= least(asked.end_on, asked.as_of)
    where
        is_accepted
        and list_contains($return_names, return_name)
        and {scope}
    group by
        asked.window_no,
        thana_code
    union all
    select
        asked.window_no,
        thana_code,
        0              as n_days,
        count(*)       as n_restated,
        sum(n_figures) as n_figures,
        sum(sum_pct)   as sum_pct
    from mart_restated_day
    inner join asked
        on  mart_restated_day.day between asked.start_on and asked.end_on
        and mart_restated_day.day <= asked.as_of
    where
        list_contains($return_names, return_name)
        and {scope}
    group by
        asked.window_no,
        thana_code
) as told
group by
    window_no,
    thana_code
