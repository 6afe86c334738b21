-- One row for each visit: with the visit that the same squad cannot have made beside it, where their times overlap or lie too close.
select
    core_patrol.district_code,
    core_patrol.circle_code,
    core_patrol.thana_code,
    core_patrol.visited_on as day,
    core_patrol.batch_seq,
    core_patrol.row_id,
    core_patrol.source_row,
    min(core_visit_doubt.other_batch_seq * 4294967296 + core_visit_doubt.other_row_id) as other_key
from core_patrol
left join core_visit_doubt
    on  core_visit_doubt.batch_seq = core_patrol.batch_seq
    and core_visit_doubt.row_id    = core_patrol.row_id
    and core_visit_doubt.reason in ('overlap', 'too_fast')
group by
    core_patrol.district_code,
    core_patrol.circle_code,
    core_patrol.thana_code,
    core_patrol.visited_on,
    core_patrol.batch_seq,
    core_patrol.row_id,
    core_patrol.source_row
