-- One row for each visit, in the days asked for, and reason to ask about it: its times, place and row in the file, and those of the
-- visit that it does not agree with.
select
    core_visit_doubt.thana_code,
    core_visit_doubt.squad,
    core_visit_doubt.visited_on,
    core_visit_doubt.reason,
    core_visit_doubt.distance_m,
    core_visit_doubt.gap_minutes,
    core_visit_doubt.speed_kmh,
    one.from_time,
    one.to_time,
    one.name_hi,
    one.name_en,
    one.source_row,
    one.source_file,
    other.visited_on as other_on,
    other.from_time  as other_from_time,
    other.to_time    as other_to_time,
    other.name_hi    as other_name_hi,
    other.name_en    as other_name_en,
    other.source_row as other_source_row
from (
    select
        *
    from core_visit_doubt
    where
        visited_on between $start_on and $end_on
        and {scope}
) as core_visit_doubt
inner join (
    select
        core_patrol.batch_seq,
        core_patrol.row_id,
        core_patrol.from_time,
        core_patrol.to_time,
        core_patrol.source_row,
        dim_place.name_hi,
        dim_place.name_en,
        core_batch.source_file
    from core_patrol
    inner join dim_place
        on dim_place.place_code = core_patrol.place_code
    inner join core_batch
        on core_batch.batch_seq = core_patrol.batch_seq
) as one
    on  one.batch_seq = core_visit_doubt.batch_seq
    and one.row_id    = core_visit_doubt.row_id
left join (
    select
        core_patrol.batch_seq,
        core_patrol.row_id,
        core_patrol.visited_on,
        core_patrol.from_time,
        core_patrol.to_time,
        core_patrol.source_row,
        dim_place.name_hi,
        dim_place.name_en
    from core_patrol
    inner join dim_place
        on dim_place.place_code = core_patrol.place_code
) as other
    on  other.batch_seq = core_visit_doubt.other_batch_seq
    and other.row_id    = core_visit_doubt.other_row_id
order by
    core_visit_doubt.thana_code,
    core_visit_doubt.visited_on desc,
    one.from_time,
    core_visit_doubt.reason
