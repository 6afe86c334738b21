-- One row for each row of the returns of counts: its figures, the chief one first (officers are the same by nature and are left
-- out), a number that only rows with the same figures share, whether it tells of nothing at all (a day of rest is like any other
-- day of rest), and where it stands among the rows of its thana, day and place.
select
    told.*,
    dim_day.month_starts_on,
    coalesce(told.n_1, 0) + coalesce(told.n_2, 0) + coalesce(told.n_3, 0) + coalesce(told.n_4, 0) + coalesce(told.n_5, 0)
    + coalesce(told.n_6, 0) + coalesce(told.n_7, 0) + coalesce(told.n_8, 0) + coalesce(told.n_9, 0) + coalesce(told.n_10, 0)
    + coalesce(told.n_11, 0) + coalesce(told.n_12, 0) + coalesce(told.n_13, 0) + coalesce(told.n_14, 0) = 0 as is_nil,
    dense_rank() over (
        partition by
            told.return_name
        order by
            told.n_1, told.n_2, told.n_3, told.n_4, told.n_5, told.n_6, told.n_7,
            told.n_8, told.n_9, told.n_10, told.n_11, told.n_12, told.n_13, told.n_14
    ) as figures_no,
    row_number() over (
        partition by
            told.return_name,
            told.thana_code
        order by
            told.day,
            told.began_at,
            told.batch_seq,
            told.row_id
    ) as turn,
    dense_rank() over (
        partition by
            told.return_name,
            told.thana_code
        order by
            told.day
    ) as day_no,
    row_number() over (
        partition by
            told.return_name,
            told.thana_code,
            told.day
        order by
            told.began_at,
            told.batch_seq,
            told.row_id
    ) as turn_of_day,
    row_number() over (
        partition by
            told.return_name,
            told.thana_code,
            told.place_code
        order by
            told.day,
            told.began_at,
            told.batch_seq,
            told.row_id
    ) as turn_of_place
from (
    select
        'squad_daily' as return_name,
        district_code,
        circle_code,
        thana_code,
        day,
        cast(null as time) as began_at,
        cast(null as varchar) as place_code,
        persons_checked as n_1,
        places_checked as n_2,
        warned as n_3,
        preventive as n_4,
        firs as n_5,
        arrests as n_6,
        vehicles_checked as n_7,
        black_films as n_8,
        hooters as n_9,
        beacons as n_10,
        caste_words as n_11,
        number_plates as n_12,
        mv_challans as n_13,
        vehicles_seized as n_14,
        batch_seq,
        row_id,
        source_row
    from core_squad_day
    union all
    select
        'patrols' as return_name,
        district_code,
        circle_code,
        thana_code,
        visited_on as day,
        from_time as began_at,
        place_code,
        persons_checked as n_1,
        warned as n_2,
        parents_called as n_3,
        red_cards as n_4,
        preventive as n_5,
        firs as n_6,
        arrests as n_7,
        cast(null as bigint) as n_8,
        cast(null as bigint) as n_9,
        cast(null as bigint) as n_10,
        cast(null as bigint) as n_11,
        cast(null as bigint) as n_12,
        cast(null as bigint) as n_13,
        cast(null as bigint) as n_14,
        batch_seq,
        row_id,
        source_row
    from core_patrol
    union all
    select
        'awareness' as return_name,
        district_code,
        circle_code,
        thana_code,
        held_on as day,
        cast(null as time) as began_at,
        cast(null as varchar) as place_code,
        women as n_1,
        men as n_2,
        girls as n_3,
        boys as n_4,
        pamphlets as n_5,
        folders as n_6,
        victims_met as n_7,
        families_counselled as n_8,
        cast(null as bigint) as n_9,
        cast(null as bigint) as n_10,
        cast(null as bigint) as n_11,
        cast(null as bigint) as n_12,
        cast(null as bigint) as n_13,
        cast(null as bigint) as n_14,
        batch_seq,
        row_id,
        source_row
    from core_awareness
) as told
inner join dim_day
    on dim_day.day = told.day
