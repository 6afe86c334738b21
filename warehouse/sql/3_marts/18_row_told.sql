-- One row for each accepted row of the returns that tell nothing of one woman: its return, thana and day. Rows of the case
-- register and of the returns that hang on it are left out: set against the other rows, which are told elsewhere, their
-- number would give away how few cases a thana has.
select
    'inspections' as return_name,
    thana_code,
    inspected_on  as day
from core_inspection
union all
select
    'patrols'  as return_name,
    thana_code,
    visited_on as day
from core_patrol
union all
select
    'squad_daily' as return_name,
    thana_code,
    day
from core_squad_day
union all
select
    'awareness' as return_name,
    thana_code,
    held_on     as day
from core_awareness
union all
select
    'capacity' as return_name,
    thana_code,
    month      as day
from core_capacity
