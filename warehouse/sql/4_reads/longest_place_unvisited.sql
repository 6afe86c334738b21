-- One row for each window and thana with a place to be visited every week: the longest of its places' stretches of days without a
-- visit, counted back from the thana's last accepted day up to the as-of date over accepted days alone, and how many places.
with asked as (
{asked}
),
read_until as (
{last_read}
)
select
    window_no,
    thana_code,
    cast(max(n_days) as double) as longest,
    cast(count(*) as double)    as n_places
from (
{unvisited}
) as stretch
group by
    window_no,
    thana_code
