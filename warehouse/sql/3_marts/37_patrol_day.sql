-- One row for each thana and day on which its squad visited a listed place.
select
    thana_code,
    visited_on           as day,
    count(*)             as n_visits,
    sum(persons_checked) as patrol_persons_checked,
    sum(warned)          as patrol_warned,
    sum(parents_called)  as parents_called,
    sum(red_cards)       as red_cards,
    sum(preventive)      as patrol_preventive,
    sum(firs)            as patrol_firs,
    sum(arrests)         as patrol_arrests
from core_patrol
group by
    thana_code,
    visited_on
