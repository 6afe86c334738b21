-- One row for each window and unit: thanas from which something was due in the window, and those that left a day unreported.
with asked as (
    select
        cast(unnest($window_no) as bigint) as window_no,
        cast(unnest($start_on) as date)    as start_on,
        cast(unnest($end_on) as date)      as end_on,
        cast(unnest($as_of) as date)       as as_of
)
select
    asked.window_no,
    {unit} as unit_code,
    count(distinct case when not is_accepted then thana_code end) as n_missing,
    count(distinct thana_code)                                    as n_expected
from mart_filing
inner join asked
    on  mart_filing.first_day <= least(asked.end_on, asked.as_of)
    and mart_filing.last_day  >= asked.start_on
    and asked.start_on        <= least(asked.end_on, asked.as_of)
where
    list_contains($return_names, return_name)
    and {scope}
group by
    asked.window_no,
    unit_code
