-- One row for each case that needs counselling and each dimension of it: to be given, and to be recorded at all, fifteen days
-- after registration (K3). What is said with a reason not to apply before it was ever given is not owed from that day on.
select
    duty.stream,
    needed.dimension   as part,
    needed.thana_code,
    'counselling'      as return_name,
    needed.unique_no,
    needed.due_on,
    case
        when duty.stream = 'dimension_delivered' then needed.done_on
        when needed.recorded_on <= needed.due_on then needed.recorded_on
    end                as met_on,
    needed.is_known,
    cast(null as date) as doubtful_from,
    case
        when duty.stream = 'dimension_delivered' and needed.done_on < needed.excused_on then null
        when duty.stream = 'dimension_delivered' then needed.excused_on
    end                as void_from
from (
    select
        core_case.unique_no,
        core_case.thana_code,
        core_case.entered_on + 15 as due_on,
        accepted.day is not null  as is_known,
        listed.dimension,
        case listed.dimension
            when 'psychosocial' then told.psychosocial_done_on
            when 'legal' then told.legal_done_on
            when 'medical' then told.medical_done_on
            when 'family_mediation' then told.family_mediation_done_on
            when 'safety' then told.safety_done_on
            when 'rehabilitation' then told.rehabilitation_done_on
            when 'scheme_linkage' then told.scheme_linkage_done_on
        end                       as done_on,
        case listed.dimension
            when 'psychosocial' then told.psychosocial_excused_on
            when 'legal' then told.legal_excused_on
            when 'medical' then told.medical_excused_on
            when 'family_mediation' then told.family_mediation_excused_on
            when 'safety' then told.safety_excused_on
            when 'rehabilitation' then told.rehabilitation_excused_on
            when 'scheme_linkage' then told.scheme_linkage_excused_on
        end                       as excused_on,
        case listed.dimension
            when 'psychosocial' then told.psychosocial_recorded_on
            when 'legal' then told.legal_recorded_on
            when 'medical' then told.medical_recorded_on
            when 'family_mediation' then told.family_mediation_recorded_on
            when 'safety' then told.safety_recorded_on
            when 'rehabilitation' then told.rehabilitation_recorded_on
            when 'scheme_linkage' then told.scheme_linkage_recorded_on
        end                       as recorded_on
    from core_case
    left join case_dimensions as told
        on told.unique_no = core_case.unique_no
    left join core_accepted as accepted
        on  accepted.return_name = 'counselling'
        and accepted.thana_code  = core_case.thana_code
        and accepted.day         = core_case.entered_on + 15
    cross join (
        select 'psychosocial' as dimension
        union all
        select 'legal' as dimension
        union all
        select 'medical' as dimension
        union all
        select 'family_mediation' as dimension
        union all
        select 'safety' as dimension
        union all
        select 'rehabilitation' as dimension
        union all
        select 'scheme_linkage' as dimension
    ) as listed
    where
        core_case.counselling_needed
) as needed
cross join (
    select 'dimension_delivered' as stream
    union all
    select 'dimension_recorded' as stream
) as duty
