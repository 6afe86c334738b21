-- One row for each window, thana, span of days from receipt and how it ended: cases received on the days
-- asked for, as they stood on the thana's last accepted day up to the as-of date. What was closed later is open.
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
    least(coalesce(closes_on, last_read.day), last_read.day) - received_on as n_days,
    coalesce(closes_on <= last_read.day, false)                            as is_closed,
    cast(sum(n) as bigint)                                                 as n
from mart_span
inner join (
    select
        asked.window_no,
        min(asked.start_on)                           as received_from,
        max(asked.end_on)                             as received_to,
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
    and mart_span.received_on between last_read.received_from and least(last_read.received_to, last_read.day)
where
    is_first
    and {scope}
group by
    last_read.window_no,
    thana_code,
    n_days,
    is_closed
