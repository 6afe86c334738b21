-- One row for each accepted row of the returns of thanas: its return, thana and day. A month's staff lies on the month's end.
select
    'cases'     as return_name,
    thana_code,
    received_on as day
from core_case
union all
select
    'counselling' as return_name,
    thana_code,
    held_on       as day
from core_counselling
union all
select
    'referrals' as return_name,
    thana_code,
    sent_on     as day
from core_referral
union all
select
    'feedback' as return_name,
    thana_code,
    called_on  as day
from core_feedback
union all
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
    'capacity'                as return_name,
    core_capacity.thana_code,
    dim_day.month_ends_on     as day
from core_capacity
inner join dim_day
    on dim_day.day = core_capacity.month
