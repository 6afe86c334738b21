-- One row for each visit with known times whose squad was somewhere else before: that visit, how far its place lies from this one and
-- how many minutes lie between them; less than none where the two overlap.
select
    run.batch_seq,
    run.row_id,
    run.before_batch_seq,
    run.before_row_id,
    run.begins_at - run.before_ends_at as gap_minutes,
    distance_m(run.place_lat, run.place_lon, run.before_lat, run.before_lon) as distance_m
from (
    select
        batch_seq,
        row_id,
        place_code,
        place_lat,
        place_lon,
        begins_at,
        lag(batch_seq) over following  as before_batch_seq,
        lag(row_id) over following     as before_row_id,
        lag(place_code) over following as before_place_code,
        lag(place_lat) over following  as before_lat,
        lag(place_lon) over following  as before_lon,
        lag(ends_at) over following    as before_ends_at
    from visit_evening
    where
        begins_at is not null
        and ends_at is not null
    window following as (
        partition by
            thana_code,
            squad
        order by
            begins_at,
            ends_at,
            batch_seq,
            row_id
    )
) as run
where
    run.place_code <> run.before_place_code
