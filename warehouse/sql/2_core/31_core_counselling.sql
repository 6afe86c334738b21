-- One row for each counselling session of a case in the register; sessions of unknown numbers, or held before the case was received, wait.
select
    live_counselling.unique_no,
    core_case.district_code,
    core_case.circle_code,
    core_case.thana_code,
    live_counselling.session_no,
    live_counselling.held_on,
    live_counselling.dimension,
    live_counselling.status,
    live_counselling.present,
    live_counselling.outcome,
    live_counselling.next_on,
    live_counselling.counsellor_kind,
    live_counselling.reason,
    live_counselling.note_length,
    live_counselling.note_hash,
    live_counselling.batch_seq,
    live_counselling.row_id,
    live_counselling.source_row
from live_counselling
inner join core_case
    on  core_case.unique_no    = live_counselling.unique_no
    and core_case.received_on <= live_counselling.held_on
