-- One row for each window and thana with a place to be visited every week: the longest of its places' stretches of days without a
-- visit, counted back from the thana's last accepted day up to the as-of date over accepted days alone, how many places, and that
-- last accepted day.
with asked as (
{asked}
),
read_until as (
{last_read}
)
select
    stretch.window_no,
    stretch.thana_code,
    cast(max(stretch.n_days) as double) as longest,
    cast(count(*) as double)            as n_places,
    max(read_until.day)                 as read_on
from (
{unvisited}
) as stretch
inner join read_until
    on  read_until.window_no       = stretch.window_no
    and read_until.read_thana_code = stretch.thana_code
group by
    stretch.window_no,
    stretch.thana_code
