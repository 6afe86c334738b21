-- One row for each thana and run of days up to the as-of date for which its inspections were accepted.
select
    thana_code,
    first_day,
    least(last_day, $as_of) as last_day
from mart_filing
where
    return_name = 'inspections'
    and is_accepted
    and first_day <= $as_of
    and {scope}
order by
    thana_code,
    first_day
