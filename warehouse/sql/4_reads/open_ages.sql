-- One row for each window and thana with an open case on its last accepted day up to the as-of date: days since the oldest
-- of them was received.
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
    cast(max(last_read.day - received_on) as double) as oldest_days
from mart_span
inner join (
    select
        asked.window_no,
        mart_filing.thana_code                        as read_thana_code,
        max(least(mart_filing.last_day, asked.as_of)) as day
    from mart_filing
    inner join asked
        on mart_filing.first_day <= asked.as_of
    where
        mart_filing.return_name = 'cases'
        and mart_filing.is_accepted
    group by
        asked.window_no,
        mart_filing.thana_code
) as last_read
    on  last_read.read_thana_code = mart_span.thana_code
    and last_read.day             >= mart_span.opens_on
    and (mart_span.closes_on is null or mart_span.closes_on > last_read.day)
where
    {scope}
group by
    last_read.window_no,
    thana_code
