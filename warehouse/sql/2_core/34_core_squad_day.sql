-- One row for each thana and day of the daily squad return.
select
    dim_thana.district_code,
    dim_thana.circle_code,
    live_squad_daily.thana_code,
    live_squad_daily.day,
    live_squad_daily.places_checked,
    live_squad_daily.persons_checked,
    live_squad_daily.warned,
    live_squad_daily.preventive,
    live_squad_daily.firs,
    live_squad_daily.arrests,
    live_squad_daily.vehicles_checked,
    live_squad_daily.black_films,
    live_squad_daily.hooters,
    live_squad_daily.beacons,
    live_squad_daily.caste_words,
    live_squad_daily.number_plates,
    live_squad_daily.mv_challans,
    live_squad_daily.vehicles_seized,
    live_squad_daily.batch_seq,
    live_squad_daily.row_id,
    live_squad_daily.source_row
from live_squad_daily
inner join dim_thana
    on dim_thana.thana_code = live_squad_daily.thana_code
