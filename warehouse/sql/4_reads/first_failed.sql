-- One row for each return, thana and month whose first file did not pass, where what it spoke of ends in the window.
select
    return_name,
    thana_code,
    month_starts_on,
    told_on
from mart_first_file
where
    not is_passed
    and told_on between $start_on and $end_on
    and {scope}
order by
    month_starts_on,
    return_name,
    thana_code
