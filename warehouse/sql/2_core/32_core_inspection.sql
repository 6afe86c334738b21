-- One row for each inspection of a Kendra.
select
    dim_thana.district_code,
    dim_thana.circle_code,
    live_inspections.thana_code,
    live_inspections.inspected_on,
    live_inspections.inspector_rank,
    live_inspections.separate_room,
    live_inspections.computer,
    live_inspections.womens_toilet,
    live_inspections.counselling_space,
    live_inspections.registers_complete,
    live_inspections.helplines_displayed,
    live_inspections.roster_displayed,
    live_inspections.unique_numbers_given,
    live_inspections.feedback_calls_made,
    live_inspections.defects_found,
    live_inspections.defect_codes,
    live_inspections.defects_due_on,
    live_inspections.defects_closed_on,
    live_inspections.remark_length,
    live_inspections.remark_hash,
    live_inspections.batch_seq,
    live_inspections.row_id,
    live_inspections.source_row
from live_inspections
inner join dim_thana
    on dim_thana.thana_code = live_inspections.thana_code
