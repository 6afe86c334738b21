-- One row for each window and thana with an accepted return up to the as-of date: the last day that it reaches.
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
