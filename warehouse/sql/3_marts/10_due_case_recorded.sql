-- One row for each case and cell of its record that must be filled, and one each for reported and entered in time (C3, C7, C8).
-- Entry is due within 24 hours. Dates have no time: the same day is in time, of the next day nobody can say.
select
    'record_filled'       as stream,
    cell.part,
    core_case.thana_code,
    'cases'               as return_name,
    core_case.unique_no,
    core_case.received_on as due_on,
    case
        when cell.part = 'identity' and core_case.identity_recorded then core_case.received_on
        when cell.part = 'mobile' and core_case.mobile_recorded then core_case.received_on
        when cell.part = 'address' and core_case.address_recorded then core_case.received_on
    end                   as met_on,
    case
        when cell.part = 'identity' then core_case.identity_recorded is not null
        when cell.part = 'mobile' then core_case.mobile_recorded is not null
        else core_case.address_recorded is not null
    end                   as is_known,
    cast(null as date)    as doubtful_from,
    cast(null as date)    as void_from
from core_case
cross join (
    select 'identity' as part
    union all
    select 'mobile' as part
    union all
    select 'address' as part
) as cell
union all
select
    'reported_in_three_days' as stream,
    ''                       as part,
    thana_code,
    'cases'                  as return_name,
    unique_no,
    received_on              as due_on,
    case
        when received_on <= incident_on + 3 then received_on
    end                      as met_on,
    incident_on is not null  as is_known,
    cast(null as date)       as doubtful_from,
    cast(null as date)       as void_from
from core_case
union all
select
    'entry_24h'        as stream,
    ''                 as part,
    thana_code,
    'cases'            as return_name,
    unique_no,
    received_on + 1    as due_on,
    case
        when entered_on = received_on then entered_on
    end                as met_on,
    true               as is_known,
    case
        when entered_on = received_on + 1 then entered_on
    end                as doubtful_from,
    cast(null as date) as void_from
from core_case
