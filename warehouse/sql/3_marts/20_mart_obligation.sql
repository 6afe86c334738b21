-- One row for each kind of duty, part of it, thana, return, day due, day met and whether that can be known, with their number.
-- From doubtful_from on nobody can say whether the duty was met in time; seen from an earlier day it is simply not met. From
-- void_from on it is no duty at all. What falls to one case carries its unique number, which does not come in here.
select
    duty.stream,
    duty.part,
    dim_thana.district_code,
    dim_thana.circle_code,
    duty.thana_code,
    duty.return_name,
    duty.due_on,
    duty.met_on,
    duty.is_known,
    duty.doubtful_from,
    duty.void_from,
    duty.n
from (
    select * from duty_of_cases
    union all
    select * from duty_of_work
    union all
    select * from duty_of_rows
) as duty
inner join dim_thana
    on dim_thana.thana_code = duty.thana_code
order by
    duty.stream,
    duty.due_on,
    duty.thana_code
