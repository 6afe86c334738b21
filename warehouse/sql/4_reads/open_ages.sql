-- One row for each window and thana with an open case on its last accepted day up to the as-of date: days since the oldest
-- of them was received.
with asked as (
{asked}
)
select
    last_read.window_no,
    thana_code,
    cast(max(last_read.day - received_on) as double) as oldest_days
from mart_span
inner join (
{last_read}
) as last_read
    on  last_read.read_thana_code = mart_span.thana_code
    and last_read.day             >= mart_span.opens_on
    and (mart_span.closes_on is null or mart_span.closes_on > last_read.day)
where
    {scope}
group by
    last_read.window_no,
    thana_code
