-- One row for each case that was found to need an FIR: due at once (F1).
select
    'fir_registered'                as stream,
    ''                              as part,
    thana_code,
    'cases'                         as return_name,
    unique_no,
    cast(fir_needed_on as date)     as due_on,
    cast(fir_registered_on as date) as met_on,
    true                            as is_known,
    cast(null as date)              as doubtful_from,
    cast(null as date)              as void_from
from core_case
where
    fir_needed_on is not null
