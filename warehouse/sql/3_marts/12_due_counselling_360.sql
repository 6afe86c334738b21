-- One row for each case that needs counselling: all seven dimensions are due fifteen days after registration (K2).
select
    'counselling_360'           as stream,
    ''                          as part,
    core_case.thana_code,
    'counselling'               as return_name,
    core_case.unique_no,
    core_case.entered_on + 15   as due_on,
    case
        when
            told.psychosocial_recorded_on is not null
            and told.legal_recorded_on is not null
            and told.medical_recorded_on is not null
            and told.family_mediation_recorded_on is not null
            and told.safety_recorded_on is not null
            and told.rehabilitation_recorded_on is not null
            and told.scheme_linkage_recorded_on is not null
        then greatest(
            told.psychosocial_recorded_on,
            told.legal_recorded_on,
            told.medical_recorded_on,
            told.family_mediation_recorded_on,
            told.safety_recorded_on,
            told.rehabilitation_recorded_on,
            told.scheme_linkage_recorded_on
        )
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
    and accepted.day         = core_case.entered_on + 15
where
    core_case.counselling_needed
