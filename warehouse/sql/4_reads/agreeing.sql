-- One row for each window and thana whose daily counts and visits were both accepted on some day of it: on how many days, on how many
-- no figure of the visits is above that of the daily count, and whether so on each. The count is of all places, the visits are
-- those to listed ones: they may be fewer, never more.
with asked as (
{asked}
)
select
    window_no,
    thana_code,
    cast(count(*) as double) as n_days,
    cast(sum(is_agreeing) as double) as n_agreeing_days,
    cast(min(is_agreeing) as double) as n_agreeing,
    cast(1 as double) as n_told
from (
    select
        asked.window_no,
        mart_whole_day.thana_code,
        mart_whole_day.day,
        min(case when mart_whole_day.n_over >= 0 then 1 else 0 end) as is_agreeing
    from mart_whole_day
    inner join asked
        on  mart_whole_day.day between asked.start_on and asked.end_on
        and mart_whole_day.day <= asked.as_of
    where
        {scope}
    group by
        asked.window_no,
        mart_whole_day.thana_code,
        mart_whole_day.day
) as compared
group by
    window_no,
    thana_code
