-- One row for each window and thana from which an awareness return was accepted in it: its panchayats and wards.
with asked as (
{asked}
)
select
    reporting.window_no,
    thana_code,
    cast(n_listed as double) as n_listed
from mart_reach_base
inner join (
    select distinct
        asked.window_no,
        mart_filing.thana_code as reporting_thana_code
    from mart_filing
    inner join asked
        on  mart_filing.first_day <= least(asked.end_on, asked.as_of)
        and mart_filing.last_day  >= asked.start_on
        and asked.start_on        <= least(asked.end_on, asked.as_of)
    where
        mart_filing.return_name = 'awareness'
        and mart_filing.is_accepted
) as reporting
    on reporting.reporting_thana_code = mart_reach_base.thana_code
where
    {scope}
