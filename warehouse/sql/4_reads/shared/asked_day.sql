-- One row for each window and day of it, up to its as-of date.
select
    asked.window_no,
    asked.as_of,
    dim_day.day
from asked
inner join dim_day
    on dim_day.day between asked.start_on and least(asked.end_on, asked.as_of)
