-- One row for each visit of formality_visit that a squad made on any day but its first: with one from and to the very same minutes on
-- its last day before, where there is one.
select
    told.district_code,
    told.circle_code,
    told.thana_code,
    told.day,
    told.batch_seq,
    told.row_id,
    told.source_row,
    before.other_key
from formality_visit as told
left join (
    select
        thana_code,
        squad,
        day_no,
        from_time,
        to_time,
        min(batch_seq * 4294967296 + row_id) as other_key
    from formality_visit
    group by
        thana_code,
        squad,
        day_no,
        from_time,
        to_time
) as before
    on  before.thana_code = told.thana_code
    and before.squad      = told.squad
    and before.day_no     = told.day_no - 1
    and before.from_time  = told.from_time
    and before.to_time    = told.to_time
where
    told.day_no > 1
