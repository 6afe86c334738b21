-- One row for each window and place to be visited every week of a thana with accepted patrols: its last visit up to the last day
-- that they tell of, and the accepted days since, all of them where it was never visited.
with asked as (
{asked}
),
read_until as (
{last_read}
)
select
    window_no,
    thana_code,
    place_code,
    kind,
    name_hi,
    name_en,
    last_on,
    cast(n_days as bigint) as n_days
from (
{unvisited}
) as stretch
