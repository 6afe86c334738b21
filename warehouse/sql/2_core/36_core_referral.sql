-- One row for each referral of a case in the register; referrals of unknown numbers, or sent before the case was received, wait.
select
    live_referrals.unique_no,
    core_case.district_code,
    core_case.circle_code,
    core_case.thana_code,
    live_referrals.partner,
    live_referrals.sent_on,
    live_referrals.letter_no,
    live_referrals.acknowledged_on,
    live_referrals.service_received_on,
    live_referrals.status,
    live_referrals.batch_seq,
    live_referrals.row_id,
    live_referrals.source_row
from live_referrals
inner join core_case
    on  core_case.unique_no    = live_referrals.unique_no
    and core_case.received_on <= live_referrals.sent_on
