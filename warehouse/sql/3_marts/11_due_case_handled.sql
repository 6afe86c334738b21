-- One row for each case whose action plan is to be approved, each case of harassment that may call for preventive action, and
-- each closed case that is to stay closed (K11, F8, B7). A plan is known only where the case's own file fills that column.
select
    'plan_approved'              as stream,
    ''                           as part,
    core_case.thana_code,
    'cases'                      as return_name,
    core_case.unique_no,
    core_case.received_on + 7    as due_on,
    core_case.plan_approved_on   as met_on,
    filled.batch_seq is not null as is_known,
    cast(null as date)           as doubtful_from,
    cast(null as date)           as void_from
from core_case
left join (
    select distinct
        batch_seq
    from core_case
    where
        plan_approved_on is not null
) as filled
    on filled.batch_seq = core_case.batch_seq
union all
select
    'preventive_action'             as stream,
    ''                              as part,
    thana_code,
    'cases'                         as return_name,
    unique_no,
    received_on                     as due_on,
    case
        when preventive_action then received_on
    end                             as met_on,
    preventive_action is not null   as is_known,
    cast(null as date)              as doubtful_from,
    cast(fir_registered_on as date) as void_from
from core_case
where
    category in ('street_harassment', 'stalking')
union all
select
    'reopened'         as stream,
    ''                 as part,
    thana_code,
    'cases'            as return_name,
    unique_no,
    closed_on + 30     as due_on,
    case
        when reopened_on between closed_on and closed_on + 30 then reopened_on
    end                as met_on,
    true               as is_known,
    cast(null as date) as doubtful_from,
    cast(null as date) as void_from
from core_case
where
    closed_on is not null
