-- One row for each kind of duty, part of it, thana, return, day due, day met and whether that can be known, with their number.
-- From doubtful_from on nobody can say whether the duty was met in time; seen from an earlier day it is simply not met. From
-- void_from on it is no duty at all. What falls to one case carries its unique number, which does not come in here.
select
    duty.stream,
    duty.part,
    dim_thana.district_code,
    dim_thana.circle_code,
    duty.thana_code,
    duty.return_name,
    duty.due_on,
    duty.met_on,
    duty.is_known,
    duty.doubtful_from,
    duty.void_from,
    duty.n
from (
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
        select * from due_unique_number
        union all
        select * from due_case_recorded
        union all
        select * from due_case_handled
        union all
        select * from due_counselling_first
        union all
        select * from due_counselling_360
        union all
        select * from due_dimension
        union all
        select * from due_mandatory_counselling
        union all
        select * from due_note_written
        union all
        select * from due_safety_plan
        union all
        select * from due_journey
        union all
        select * from due_fir_registered
        union all
        select * from due_fir_24h
        union all
        select * from due_fir_of_case
        union all
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
        union all
        select * from due_row_accepted
        union all
        select * from due_register_row_accepted
        union all
        select * from due_referral_acknowledged
        union all
        select * from due_referral_served
        union all
        select * from due_child_routed
        union all
        select * from due_scheme_linked
        union all
        select * from due_scheme_screened
        union all
        select * from due_shelter_followed
        union all
        select * from due_feedback_attempted
        union all
        select * from due_recontacted
        union all
        select * from due_value_usual
        union all
        select * from due_row_located
        union all
        select * from due_row_adds_up
        union all
        select * from due_register_row_adds_up
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
) as duty
inner join dim_thana
    on dim_thana.thana_code = duty.thana_code
order by
    duty.stream,
    duty.due_on,
    duty.thana_code
