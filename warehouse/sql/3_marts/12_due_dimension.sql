-- One row for each case that needs counselling and each dimension of it: to be given, and to be recorded at all, fifteen days
-- after registration (K3). What is said with a reason not to apply before it was ever given is not owed from that day on.
select
    duty.stream,
    needed.dimension         as part,
    needed.thana_code,
    'counselling'            as return_name,
    needed.unique_no,
    needed.entered_on + 15   as due_on,
    case
        when duty.stream = 'dimension_delivered' then said.done_on
        when said.recorded_on <= needed.entered_on + 15 then said.recorded_on
    end                      as met_on,
    accepted.day is not null as is_known,
    cast(null as date)       as doubtful_from,
    case
        when duty.stream = 'dimension_delivered' and said.done_on < said.excused_on then null
        when duty.stream = 'dimension_delivered' then said.excused_on
    end                      as void_from
from (
    select
        core_case.unique_no,
        core_case.thana_code,
        core_case.entered_on,
        listed.dimension
    from core_case
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
left join (
    select
        unique_no,
        dimension,
        min(case when status = 'done' then held_on end)           as done_on,
        min(case when status = 'not_applicable' then held_on end) as excused_on,
        min(held_on)                                              as recorded_on
    from core_counselling
    where
        status = 'done'
        or (status = 'not_applicable' and reason is not null)
    group by
        unique_no,
        dimension
) as said
    on  said.unique_no = needed.unique_no
    and said.dimension = needed.dimension
left join core_accepted as accepted
    on  accepted.return_name = 'counselling'
    and accepted.thana_code  = needed.thana_code
    and accepted.day         = needed.entered_on + 15
