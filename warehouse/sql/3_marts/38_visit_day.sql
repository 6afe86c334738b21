-- One row for each thana and day with visits: the places visited and what was done there; null where a visit left it blank.
select
    thana_code,
    visited_on                 as day,
    count(distinct place_code) as places_checked,
    sum(persons_checked)       as persons_checked,
    case when count(warned) = count(*) then sum(warned) end         as warned,
    case when count(preventive) = count(*) then sum(preventive) end as preventive,
    case when count(firs) = count(*) then sum(firs) end             as firs,
    case when count(arrests) = count(*) then sum(arrests) end       as arrests
from core_patrol
group by
    thana_code,
    visited_on
