-- One row for each thana and measure that both the squad's daily count and its visits told of in the days asked for: how many days,
-- on how many the two agree, and both sums.
select
    thana_code,
    measure,
    cast(count(*) as bigint)                                       as n_days,
    cast(sum(case when n_over = 0 then 1 else 0 end) as bigint)    as n_equal,
    cast(sum(n_whole) as double)                                   as n_whole,
    cast(sum(n_parts) as double)                                   as n_parts
from mart_whole_day
where
    day between $start_on and $end_on
    and {scope}
group by
    thana_code,
    measure
