-- One row for each visit with known times and day on which it goes on: one that crosses midnight is there twice.
select
    visit_evening.batch_seq,
    visit_evening.row_id,
    visit_evening.thana_code,
    visit_evening.squad,
    visit_evening.begins_at,
    visit_evening.ends_at,
    visit_evening.place_lat,
    visit_evening.place_lon,
    visit_evening.visited_on + part.day_after as goes_on
from visit_evening
inner join (
    select 0 as day_after
    union all
    select 1 as day_after
) as part
    on visit_evening.ends > part.day_after * 1440
