-- One row for each inspection and each code of a defect that it found.
select
    core_inspection.thana_code,
    core_inspection.inspected_on,
    core_inspection.defects_closed_on,
    core_inspection.batch_seq,
    listed.code
from core_inspection
inner join (
    select 'separate_room' as code
    union all
    select 'computer' as code
    union all
    select 'womens_toilet' as code
    union all
    select 'counselling_space' as code
    union all
    select 'registers_complete' as code
    union all
    select 'helplines_displayed' as code
    union all
    select 'roster_displayed' as code
    union all
    select 'unique_numbers_given' as code
    union all
    select 'feedback_calls_made' as code
    union all
    select 'other' as code
) as listed
    on has_item(core_inspection.defect_codes, listed.code)
