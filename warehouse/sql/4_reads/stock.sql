-- One row for each window and thana, read on its last accepted day up to the as-of date.
with asked as (
    select
        cast(unnest($window_no) as bigint) as window_no,
        cast(unnest($start_on) as date)    as start_on,
        cast(unnest($end_on) as date)      as end_on,
        cast(unnest($as_of) as date)       as as_of
)
select
    last_read.window_no,
    thana_code,
    last_read.day as read_on,
    {columns}
from mart_thana_day
inner join (
    select
        asked.window_no,
        mart_filing.thana_code                        as read_thana_code,
        max(least(mart_filing.last_day, asked.as_of)) as day
    from mart_filing
    inner join asked
        on mart_filing.first_day <= asked.as_of
    where
        mart_filing.return_name = $return_name
        and mart_filing.is_accepted
    group by
        asked.window_no,
        mart_filing.thana_code
) as last_read
    on  last_read.read_thana_code = mart_thana_day.thana_code
    and last_read.day             = mart_thana_day.day
where
    {scope}
