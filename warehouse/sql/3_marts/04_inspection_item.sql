-- One row for each inspection and each of the nine items of its checklist: yes, no or not seen.
select
    core_inspection.thana_code,
    core_inspection.inspected_on,
    core_inspection.inspector_rank,
    listed.item,
    case listed.item
        when 'separate_room' then core_inspection.separate_room
        when 'computer' then core_inspection.computer
        when 'womens_toilet' then core_inspection.womens_toilet
        when 'counselling_space' then core_inspection.counselling_space
        when 'registers_complete' then core_inspection.registers_complete
        when 'helplines_displayed' then core_inspection.helplines_displayed
        when 'roster_displayed' then core_inspection.roster_displayed
        when 'unique_numbers_given' then core_inspection.unique_numbers_given
        when 'feedback_calls_made' then core_inspection.feedback_calls_made
    end as answer
from core_inspection
cross join (
    select 'separate_room' as item
    union all
    select 'computer' as item
    union all
    select 'womens_toilet' as item
    union all
    select 'counselling_space' as item
    union all
    select 'registers_complete' as item
    union all
    select 'helplines_displayed' as item
    union all
    select 'roster_displayed' as item
    union all
    select 'unique_numbers_given' as item
    union all
    select 'feedback_calls_made' as item
) as listed
