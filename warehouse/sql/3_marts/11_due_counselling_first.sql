-- One row for each case that needs counselling: the first session is due three days after registration (K1).
select
    'counselling_first'         as stream,
    ''                          as part,
    core_case.thana_code,
    'counselling'               as return_name,
    core_case.unique_no,
    core_case.entered_on + 3    as due_on,
    case
        when told.first_done_on <= core_case.entered_on + 3 then told.first_done_on
    end                         as met_on,
    accepted.day is not null    as is_known,
    cast(null as date)          as doubtful_from,
    cast(null as date)          as void_from
from core_case
left join case_dimensions as told
    on told.unique_no = core_case.unique_no
left join core_accepted as accepted
    on  accepted.return_name = 'counselling'
    and accepted.thana_code  = core_case.thana_code
    and accepted.day         = core_case.entered_on + 3
where
    core_case.counselling_needed
