-- One row for each thana and day of the window that was due; the counts are null where the return was not accepted for it.
select
    thana_code,
    mart_thana_day.day,
    {is_accepted} as is_accepted,
    is_review_eve,
    {columns}
from mart_thana_day
where
    mart_thana_day.day between $start_on and $end_on
    and {scope}
order by
    mart_thana_day.day,
    thana_code
