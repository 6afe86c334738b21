-- One row for each fault of a live quarantined row; values are masked before they come here.
select
    live_quarantine.return_name,
    live_quarantine.district_code,
    dim_thana.circle_code,
    live_quarantine.thana_code,
    live_quarantine.day,
    live_quarantine.unique_no,
    live_quarantine.field,
    live_quarantine.rule,
    live_quarantine.value,
    live_quarantine.suggestion,
    live_quarantine.batch_id,
    live_quarantine.batch_seq,
    live_quarantine.row_id,
    live_quarantine.source_sheet,
    live_quarantine.source_row
from live_quarantine
left join dim_thana
    on dim_thana.thana_code = live_quarantine.thana_code
