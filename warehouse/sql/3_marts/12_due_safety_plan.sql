-- One row for each case of high risk: its safety plan is due within 48 hours of registration (K9). Dates have no time: the next
-- day is in time, of the one after nobody can say.
select
    'safety_plan'            as stream,
    ''                       as part,
    core_case.thana_code,
    'counselling'            as return_name,
    core_case.unique_no,
    core_case.entered_on + 2 as due_on,
    case
        when told.safety_done_on <= core_case.entered_on + 1 then told.safety_done_on
    end                      as met_on,
    accepted.day is not null as is_known,
    case
        when told.safety_done_on = core_case.entered_on + 2 then told.safety_done_on
    end                      as doubtful_from,
    cast(null as date)       as void_from
from core_case
left join case_dimensions as told
    on told.unique_no = core_case.unique_no
left join core_accepted as accepted
    on  accepted.return_name = 'counselling'
    and accepted.thana_code  = core_case.thana_code
    and accepted.day         = core_case.entered_on + 2
where
    core_case.high_risk
