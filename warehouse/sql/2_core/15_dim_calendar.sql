-- One row for each campaign, sub-drive, festival, holiday or review.
select
    kind,
    code,
    name_en,
    name_hi,
    starts_on,
    ends_on
from ref_calendar
