-- One row for each awareness programme: met where its counts of participants are neither those of the thana's programme before it nor
-- rounded throughout; nobody can say where none of the four is told (A3).
select
    'programme_plausible' as stream,
    ''                    as part,
    thana_code,
    'awareness'           as return_name,
    cast(null as varchar) as unique_no,
    held_on               as due_on,
    case when is_told and not is_copied and not is_heaped then held_on end as met_on,
    is_told               as is_known,
    cast(null as date)    as doubtful_from,
    cast(null as date)    as void_from
from programme_likeness
