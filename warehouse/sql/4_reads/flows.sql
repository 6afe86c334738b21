-- One row for each window and thana: what happened on the accepted days of the window; null where no day was accepted.
with asked as (
{asked}
),
asked_day as (
{asked_day}
)
select
    window_no,
    thana_code,
    {sums}
from mart_thana_day
inner join asked_day
    on asked_day.day = mart_thana_day.day
where
    {scope}
group by
    window_no,
    thana_code
