-- One row for each visit of a squad to a listed place.
select
    dim_thana.district_code,
    dim_thana.circle_code,
    live_patrols.thana_code,
    live_patrols.squad,
    live_patrols.visited_on,
    live_patrols.from_time,
    live_patrols.to_time,
    live_patrols.place_code,
    live_patrols.persons_checked,
    live_patrols.warned,
    live_patrols.parents_called,
    live_patrols.red_cards,
    live_patrols.preventive,
    live_patrols.firs,
    live_patrols.arrests,
    live_patrols.officers,
    live_patrols.women_officers,
    live_patrols.briefed,
    live_patrols.body_camera,
    live_patrols.complaints_against_squad,
    live_patrols.lat,
    live_patrols.lon,
    live_patrols.batch_seq,
    live_patrols.row_id,
    live_patrols.source_row
from live_patrols
inner join dim_thana
    on dim_thana.thana_code = live_patrols.thana_code
