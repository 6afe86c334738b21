-- One row for each window and thana from which an awareness return was accepted in it, where its schools or colleges are listed: how
-- many of these had a programme from the first day of the campaign of the window up to its end, and how many are listed.
with asked as (
{asked}
)
select
    phase.window_no,
    thana_code,
    cast(count(distinct venue.venue_no) as double)                         as n_reached,
    cast(min(coalesce(n_schools, 0) + coalesce(n_colleges, 0)) as double) as n_listed
from mart_reach_base
inner join (
    select
        asked.window_no,
        mart_filing.thana_code                 as reporting_thana_code,
        max(dim_calendar.starts_on)            as start_on,
        max(least(asked.end_on, asked.as_of)) as end_on
    from mart_filing
    inner join asked
        on  mart_filing.first_day <= least(asked.end_on, asked.as_of)
        and mart_filing.last_day  >= asked.start_on
        and asked.start_on        <= least(asked.end_on, asked.as_of)
    inner join dim_calendar
        on  dim_calendar.kind      = 'campaign'
        and dim_calendar.starts_on <= least(asked.end_on, asked.as_of)
    where
        mart_filing.return_name = 'awareness'
        and mart_filing.is_accepted
    group by
        asked.window_no,
        mart_filing.thana_code
) as phase
    on phase.reporting_thana_code = mart_reach_base.thana_code
left join (
    select
        thana_code as venue_thana_code,
        venue_no,
        day
    from mart_venue_day
    where
        venue_kind in ('school', 'college')
) as venue
    on  venue.venue_thana_code = mart_reach_base.thana_code
    and venue.day between phase.start_on and phase.end_on
where
    (n_schools > 0 or n_colleges > 0)
    and {scope}
group by
    phase.window_no,
    thana_code
