-- One row for each inspection and defect that it found: to be closed within fifteen days (I4). An inspection is told once, so whether
-- that was done is known only where the return that tells it reaches the fifteenth day; also where it tells of an earlier closing, or
-- only what is closed would be known.
select
    'defect_closed_15'                 as stream,
    inspection_defect.code             as part,
    inspection_defect.thana_code,
    'inspections'                      as return_name,
    cast(null as varchar)              as unique_no,
    inspection_defect.inspected_on + 15 as due_on,
    case
        when inspection_defect.defects_closed_on <= inspection_defect.inspected_on + 15
            then inspection_defect.defects_closed_on
    end                                as met_on,
    accepted.day is not null           as is_known,
    cast(null as date)                 as doubtful_from,
    cast(null as date)                 as void_from
from inspection_defect
left join core_accepted as accepted
    on  accepted.return_name = 'inspections'
    and accepted.thana_code  = inspection_defect.thana_code
    and accepted.day         = inspection_defect.inspected_on + 15
    and accepted.batch_seq   = inspection_defect.batch_seq
