-- One row for each case of elopement, or of a complaint said to be false: a session must be held, due after three days (K10).
select
    'mandatory_counselling'  as stream,
    ''                       as part,
    core_case.thana_code,
    'counselling'            as return_name,
    core_case.unique_no,
    core_case.entered_on + 3 as due_on,
    first_session.held_on    as met_on,
    accepted.day is not null as is_known,
    cast(null as date)       as doubtful_from,
    cast(null as date)       as void_from
from core_case
left join (
    select
        unique_no,
        min(held_on) as held_on
    from core_counselling
    where
        status = 'done'
    group by
        unique_no
) as first_session
    on first_session.unique_no = core_case.unique_no
left join core_accepted as accepted
    on  accepted.return_name = 'counselling'
    and accepted.thana_code  = core_case.thana_code
    and accepted.day         = core_case.entered_on + 3
where
    core_case.category = 'elopement'
    or core_case.alleged_false
