-- One row for each window, thana, day read, age in days and whether the law lets them wait: cases open on the thana's last
-- accepted day up to the as-of date.
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
    last_read.day                                       as read_on,
    last_read.day - received_on                         as n_days,
    is_lawful_kind and last_read.day - received_on < 60 as is_lawful,
    cast(sum(n) as bigint)                              as n
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
    thana_code,
    read_on,
    n_days,
    is_lawful
