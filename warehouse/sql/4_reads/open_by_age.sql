-- One row for each window, thana, day read, age in days and whether the law lets them wait: cases open on the thana's last
-- accepted day up to the as-of date.
with asked as (
{asked}
)
select
    last_read.window_no,
    thana_code,
    last_read.day                                       as read_on,
    last_read.day - received_on                         as n_days,
    is_lawful_kind and last_read.day - received_on < 60 as is_lawful,
    cast(sum(n) as bigint)                              as n
from mart_span
inner join (
{last_read}
) as last_read
    on  last_read.read_thana_code = mart_span.thana_code
    and last_read.day             >= mart_span.opens_on
    and (mart_span.closes_on is null or mart_span.closes_on > last_read.day)
where
    {scope}
group by
    last_read.window_no,
    thana_code,
    read_on,
    n_days,
    is_lawful
