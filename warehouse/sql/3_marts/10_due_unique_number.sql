-- One row for each case row received, accepted or held back for its number (C1).
select
    'unique_number'       as stream,
    ''                    as part,
    thana_code,
    'cases'               as return_name,
    unique_no,
    received_on           as due_on,
    received_on           as met_on,
    true                  as is_known,
    cast(null as date)    as doubtful_from,
    cast(null as date)    as void_from
from core_case
union all
select
    'unique_number'       as stream,
    ''                    as part,
    thana_code,
    'cases'               as return_name,
    cast(null as varchar) as unique_no,
    min(day)              as due_on,
    cast(null as date)    as met_on,
    true                  as is_known,
    cast(null as date)    as doubtful_from,
    cast(null as date)    as void_from
from core_quarantine
where
    return_name = 'cases'
    and rule in ('unique_no_missing', 'unique_no_invalid', 'number_conflict')
    and thana_code is not null
    and day is not null
group by
    batch_seq,
    row_id,
    thana_code
