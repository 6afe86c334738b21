-- One row for each case of elopement, or of a complaint said to be false: a session must be held, due after three days (K10).
select
    'mandatory_counselling'  as stream,
    ''                       as part,
    core_case.thana_code,
    'counselling'            as return_name,
    core_case.unique_no,
    core_case.entered_on + 3 as due_on,
    told.first_done_on       as met_on,
    accepted.day is not null as is_known,
    cast(null as date)       as doubtful_from,
    cast(null as date)       as void_from
from core_case
left join case_dimensions as told
    on told.unique_no = core_case.unique_no
left join core_accepted as accepted
    on  accepted.return_name = 'counselling'
    and accepted.thana_code  = core_case.thana_code
    and accepted.day         = core_case.entered_on + 3
where
    core_case.category = 'elopement'
    or core_case.alleged_false
