-- One row for each window and thana that owed these returns on the as-of date: the newest day, up to it, of which the stalest of
-- them was accepted. Of a return that never was accepted, the day before the first owed.
with asked as (
{asked}
)
select
    window_no,
    thana_code,
    min(last_on) as read_on
from (
    select
        asked.window_no,
        mart_filing.thana_code,
        coalesce(
            max(case when mart_filing.is_accepted then least(mart_filing.last_day, asked.as_of) end),
            min(mart_filing.first_day) - 1
        ) as last_on
    from mart_filing
    inner join asked
        on mart_filing.first_day <= asked.as_of
    where
        list_contains($daily, mart_filing.return_name)
        and {scope}
    group by
        asked.window_no,
        asked.as_of,
        mart_filing.thana_code,
        mart_filing.return_name
    having
        max(mart_filing.last_day) >= asked.as_of
) as told
group by
    window_no,
    thana_code
