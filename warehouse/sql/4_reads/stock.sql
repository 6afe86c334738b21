-- One row for each window and thana, read on its last accepted day up to the as-of date.
with asked as (
{asked}
)
select
    last_read.window_no,
    thana_code,
    last_read.day as read_on,
    {columns}
from mart_thana_day
inner join (
{last_read}
) as last_read
    on  last_read.read_thana_code = mart_thana_day.thana_code
    and last_read.day             = mart_thana_day.day
where
    {scope}
