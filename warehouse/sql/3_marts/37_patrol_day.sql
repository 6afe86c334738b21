-- One row for each thana and day on which its squad visited a listed place. Minutes are those of visits that tell how many women
-- were there, once for each officer.
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
    sum(arrests)         as patrol_arrests,
    sum(case when women_officers is not null then officers * n_minutes end) as officer_minutes,
    sum(women_officers * n_minutes)                                         as women_officer_minutes
from (
    select
        core_patrol.*,
        case
            when to_time < from_time then minute_of_day(to_time) + 1440 - minute_of_day(from_time)
            else minute_of_day(to_time) - minute_of_day(from_time)
        end as n_minutes
    from core_patrol
) as visit
group by
    thana_code,
    visited_on
