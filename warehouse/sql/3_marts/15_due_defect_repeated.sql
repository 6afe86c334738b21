-- One row for each inspection and defect that it found, the first inspection of a Kendra apart: met where that defect was not found on
-- the day of the inspection before (I5). Known where every day since that one was told of.
select
    'defect_repeated'      as stream,
    inspection_defect.code as part,
    inspection_defect.thana_code,
    'inspections'          as return_name,
    cast(null as varchar)  as unique_no,
    inspection_defect.inspected_on as due_on,
    case
        when found_before.code is null then inspection_defect.inspected_on
    end                    as met_on,
    inspection_turn.is_before_known as is_known,
    cast(null as date)     as doubtful_from,
    cast(null as date)     as void_from
from inspection_defect
inner join inspection_turn
    on  inspection_turn.thana_code   = inspection_defect.thana_code
    and inspection_turn.inspected_on = inspection_defect.inspected_on
    and inspection_turn.before_on is not null
left join (
    select distinct
        thana_code,
        inspected_on,
        code
    from inspection_defect
) as found_before
    on  found_before.thana_code   = inspection_turn.thana_code
    and found_before.inspected_on = inspection_turn.before_on
    and found_before.code         = inspection_defect.code
