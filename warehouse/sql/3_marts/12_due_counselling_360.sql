-- One row for each case that needs counselling: all seven dimensions are due fifteen days after registration (K2).
select
    'counselling_360'           as stream,
    ''                          as part,
    core_case.thana_code,
    'counselling'               as return_name,
    core_case.unique_no,
    core_case.entered_on + 15   as due_on,
    complete.completed_on       as met_on,
    accepted.day is not null    as is_known,
    cast(null as date)          as doubtful_from,
    cast(null as date)          as void_from
from core_case
left join (
    select
        unique_no,
        max(recorded_on) as completed_on
    from (
        select
            unique_no,
            dimension,
            min(held_on) as recorded_on
        from core_counselling
        where
            status = 'done'
            or (status = 'not_applicable' and reason is not null)
        group by
            unique_no,
            dimension
    ) as recorded
    where
        dimension in (
            'psychosocial',
            'legal',
            'medical',
            'family_mediation',
            'safety',
            'rehabilitation',
            'scheme_linkage'
        )
    group by
        unique_no
    having
        count(*) = 7
) as complete
    on complete.unique_no = core_case.unique_no
left join core_accepted as accepted
    on  accepted.return_name = 'counselling'
    and accepted.thana_code  = core_case.thana_code
    and accepted.day         = core_case.entered_on + 15
where
    core_case.counselling_needed
