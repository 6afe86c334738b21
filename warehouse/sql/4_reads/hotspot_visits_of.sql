-- One row for each visit to one place in the days asked for, the latest first. Its scope is that of the squad's thana.
select
    thana_code,
    squad,
    visited_on,
    from_time,
    to_time,
    persons_checked,
    women_officers,
    officers
from core_patrol
where
    place_code = $place_code
    and visited_on between $start_on and $end_on
    and {scope}
order by
    visited_on desc,
    from_time
