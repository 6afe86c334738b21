-- One row for each window, thana, span of days from receipt and how it ended: cases received on the days
-- asked for, as they stood on the thana's last accepted day up to the as-of date. What was closed later is open.
with asked as (
{asked}
)
select
    last_read.window_no,
    thana_code,
    least(coalesce(closes_on, last_read.day), last_read.day) - received_on as n_days,
    coalesce(closes_on <= last_read.day, false)                            as is_closed,
    cast(sum(n) as bigint)                                                 as n
from mart_span
inner join (
{last_read}
) as last_read
    on last_read.read_thana_code = mart_span.thana_code
inner join asked
    on  asked.window_no = last_read.window_no
    and mart_span.received_on between asked.start_on and least(asked.end_on, last_read.day)
where
    is_first
    and {scope}
group by
    last_read.window_no,
    thana_code,
    n_days,
    is_closed
