-- One row for each feedback call on a case in the register; calls on unknown numbers, or made before the case was received, wait.
select
    live_feedback.unique_no,
    core_case.district_code,
    core_case.circle_code,
    core_case.thana_code,
    live_feedback.called_on,
    live_feedback.caller,
    live_feedback.result,
    live_feedback.recontacted_on,
    live_feedback.batch_seq,
    live_feedback.row_id,
    live_feedback.source_row
from live_feedback
inner join core_case
    on  core_case.unique_no    = live_feedback.unique_no
    and core_case.received_on <= live_feedback.called_on
