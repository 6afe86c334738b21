-- One row for each thana and day on which cases end their first thirty days: those of them that were counselled in that time,
-- and their sittings (K5).
select
    core_case.thana_code,
    core_case.entered_on + 30           as day,
    count(distinct core_case.unique_no) as n_cases_first_month,
    count(*)                            as n_sessions_first_month
from core_case
inner join sitting
    on  sitting.unique_no = core_case.unique_no
    and sitting.held_on  <= core_case.entered_on + 30
group by
    core_case.thana_code,
    core_case.entered_on + 30
