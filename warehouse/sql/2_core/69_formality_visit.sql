-- One row for each visit, with the number of the day among those on which the squad went out. No squad is the thana's only one.
select
    district_code,
    circle_code,
    thana_code,
    coalesce(squad, '') as squad,
    visited_on          as day,
    from_time,
    to_time,
    batch_seq,
    row_id,
    source_row,
    dense_rank() over (
        partition by
            thana_code,
            coalesce(squad, '')
        order by
            visited_on
    ) as day_no
from core_patrol
