-- One row for each batch, thana and day as any published batch told it, corrected ones too: how many rows there are, and each
-- counted figure added up over them. A figure that a row leaves blank is not known of the day.
select
    told.return_name,
    told.batch_seq,
    told.thana_code,
    told.day,
    count(*) as n_0,
    case when count(told.n_1) = count(*) then sum(told.n_1) end as n_1,
    case when count(told.n_2) = count(*) then sum(told.n_2) end as n_2,
    case when count(told.n_3) = count(*) then sum(told.n_3) end as n_3,
    case when count(told.n_4) = count(*) then sum(told.n_4) end as n_4,
    case when count(told.n_5) = count(*) then sum(told.n_5) end as n_5,
    case when count(told.n_6) = count(*) then sum(told.n_6) end as n_6,
    case when count(told.n_7) = count(*) then sum(told.n_7) end as n_7,
    case when count(told.n_8) = count(*) then sum(told.n_8) end as n_8,
    case when count(told.n_9) = count(*) then sum(told.n_9) end as n_9,
    case when count(told.n_10) = count(*) then sum(told.n_10) end as n_10,
    case when count(told.n_11) = count(*) then sum(told.n_11) end as n_11,
    case when count(told.n_12) = count(*) then sum(told.n_12) end as n_12,
    case when count(told.n_13) = count(*) then sum(told.n_13) end as n_13,
    case when count(told.n_14) = count(*) then sum(told.n_14) end as n_14
from (
    select
        'squad_daily' as return_name,
        batch_seq,
        thana_code,
        day,
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
        vehicles_seized as n_14
    from every_squad_daily
    union all
    select
        'patrols' as return_name,
        batch_seq,
        thana_code,
        visited_on as day,
        persons_checked as n_1,
        warned as n_2,
        parents_called as n_3,
        red_cards as n_4,
        preventive as n_5,
        firs as n_6,
        arrests as n_7,
        officers as n_8,
        women_officers as n_9,
        complaints_against_squad as n_10,
        cast(null as bigint) as n_11,
        cast(null as bigint) as n_12,
        cast(null as bigint) as n_13,
        cast(null as bigint) as n_14
    from every_patrols
    union all
    select
        'awareness' as return_name,
        batch_seq,
        thana_code,
        held_on as day,
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
        cast(null as bigint) as n_14
    from every_awareness
    union all
    select
        'inspections' as return_name,
        batch_seq,
        thana_code,
        inspected_on as day,
        defects_found as n_1,
        cast(null as bigint) as n_2,
        cast(null as bigint) as n_3,
        cast(null as bigint) as n_4,
        cast(null as bigint) as n_5,
        cast(null as bigint) as n_6,
        cast(null as bigint) as n_7,
        cast(null as bigint) as n_8,
        cast(null as bigint) as n_9,
        cast(null as bigint) as n_10,
        cast(null as bigint) as n_11,
        cast(null as bigint) as n_12,
        cast(null as bigint) as n_13,
        cast(null as bigint) as n_14
    from every_inspections
) as told
group by
    told.return_name,
    told.batch_seq,
    told.thana_code,
    told.day
