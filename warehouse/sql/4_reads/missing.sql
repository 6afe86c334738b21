-- One row for each return, window and thana from which the return was due in the window, and whether a day was left unreported.
with asked as (
{asked}
)
select
    return_name,
    asked.window_no,
    thana_code,
    cast(max(case when is_accepted then 0 else 1 end) as bigint) as n_missing
from mart_filing
inner join asked
    on  mart_filing.first_day <= least(asked.end_on, asked.as_of)
    and mart_filing.last_day  >= asked.start_on
    and asked.start_on        <= least(asked.end_on, asked.as_of)
where
    list_contains($return_names, return_name)
    and {scope}
group by
    return_name,
    asked.window_no,
    thana_code
