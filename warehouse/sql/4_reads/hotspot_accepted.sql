-- One row for each thana and unbroken run of days, up to the date asked for, of which its return speaks.
select
    thana_code,
    first_day,
    least(last_day, $end_on) as last_day
from mart_filing
where
    return_name = $return_name
    and is_accepted
    and first_day <= $end_on
    and {scope}
order by
    thana_code,
    first_day
