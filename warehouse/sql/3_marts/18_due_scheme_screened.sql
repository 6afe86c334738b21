-- One row for each case that needs counselling: whether a scheme suits her is to be found out within fifteen days of
-- registration, or said with a reason that none does (R6).
select
    'scheme_screened'         as stream,
    ''                        as part,
    core_case.thana_code,
    'counselling'             as return_name,
    core_case.unique_no,
    core_case.entered_on + 15 as due_on,
    case
        when told.scheme_linkage_recorded_on <= core_case.entered_on + 15 then told.scheme_linkage_recorded_on
    end                       as met_on,
    accepted.day is not null  as is_known,
    cast(null as date)        as doubtful_from,
    cast(null as date)        as void_from
from core_case
left join case_dimensions as told
    on told.unique_no = core_case.unique_no
left join core_accepted as accepted
    on  accepted.return_name = 'counselling'
    and accepted.thana_code  = core_case.thana_code
    and accepted.day         = core_case.entered_on + 15
where
    core_case.counselling_needed
