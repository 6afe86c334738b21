-- One row for each kind of duty, part of it, thana, return, day due, day met and whether that can be known, with their number:
-- what is owed to a case. Duties are counted in three steps, so that no one step needs more memory than a load has.
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
