-- One row for each inspection, by the rank of the inspector: met where it found every item in order and no defect (I7).
select
    'inspection_all_correct' as stream,
    inspector_rank           as part,
    thana_code,
    'inspections'            as return_name,
    cast(null as varchar)    as unique_no,
    day                      as due_on,
    case when is_all_correct then day end as met_on,
    true                     as is_known,
    cast(null as date)       as doubtful_from,
    cast(null as date)       as void_from
from formality_checked
