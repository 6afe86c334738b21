-- One row for each day, with the week, fortnight and month it belongs to; weeks and fortnights begin with the campaign.
select
    day,
    day_no,
    week_starts_on,
    week_ends_on,
    fortnight_starts_on,
    fortnight_ends_on,
    month_starts_on,
    month_ends_on,
    is_published
from ref_day
