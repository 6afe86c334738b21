-- One row for each kind of duty, part of it, thana, return, day due, day met and whether that can be known, with their number:
-- what is owed in the field, at the Kendra and in returns. Duties are counted in three steps, so that no one step needs more memory than a load has.
select
    stream,
    part,
    thana_code,
    return_name,
    due_on,
    met_on,
    is_known,
    doubtful_from,
    void_from,
    count(*) as n
from (
    select * from due_inspection
    union all
    select * from due_defect_closed
    union all
    select * from due_defect_repeated
    union all
    select * from due_item_answered
    union all
    select * from due_inspection_correct
    union all
    select * from due_remark_own
    union all
    select * from due_setup_item
    union all
    select * from due_place_visited
    union all
    select * from due_school_bell
    union all
    select * from due_complaint_answered
    union all
    select * from due_visit_plausible
    union all
    select * from due_programme_plausible
    union all
    select * from due_pandal_night
    union all
    select * from due_pandal_seen
    union all
    select * from due_pandal_visit_woman
    union all
    select * from due_pandal_registered
    union all
    select * from due_return
    union all
    select * from due_first_pass
) as single
group by
    stream,
    part,
    thana_code,
    return_name,
    due_on,
    met_on,
    is_known,
    doubtful_from,
    void_from
