-- One row for each Navratri of the calendar, and for each mela or holiday on which some festive place stands.
select
    kind,
    code,
    name_hi,
    name_en,
    starts_on,
    coalesce(ends_on, starts_on) as ends_on
from dim_calendar
where
    {scope}
    and (
        kind = 'navratri'
        or code in (
            select festival_code
            from mart_place_night
        )
    )
order by
    starts_on,
    code
