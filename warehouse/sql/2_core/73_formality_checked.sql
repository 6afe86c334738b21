-- One row for each inspection: is_all_correct where it found no defect and every one of the nine items in order.
select
    district_code,
    circle_code,
    thana_code,
    inspected_on as day,
    inspector_rank,
    batch_seq,
    row_id,
    source_row,
    coalesce(
        defects_found = 0
        and separate_room = 'yes'
        and computer = 'yes'
        and womens_toilet = 'yes'
        and counselling_space = 'yes'
        and registers_complete = 'yes'
        and helplines_displayed = 'yes'
        and roster_displayed = 'yes'
        and unique_numbers_given = 'yes'
        and feedback_calls_made = 'yes',
        false
    ) as is_all_correct
from core_inspection
