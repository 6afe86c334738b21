-- One row for each visit to a listed place: met where nothing about its times, its distances or its position is to be verified (P8).
select
    'visit_plausible'     as stream,
    ''                    as part,
    visit.thana_code,
    'patrols'             as return_name,
    cast(null as varchar) as unique_no,
    visit.visited_on      as due_on,
    case when doubt.row_id is null then visit.visited_on end as met_on,
    true                  as is_known,
    cast(null as date)    as doubtful_from,
    cast(null as date)    as void_from
from visit_evening as visit
left join (
    select distinct
        batch_seq,
        row_id
    from core_visit_doubt
) as doubt
    on  doubt.batch_seq = visit.batch_seq
    and doubt.row_id    = visit.row_id
