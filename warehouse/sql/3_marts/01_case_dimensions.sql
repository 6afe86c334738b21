-- One row for each case with anything recorded of its counselling: the first day of a session held, and for each of the seven
-- dimensions the first day on which it was given, was said with a reason not to apply, and either of the two.
select
    unique_no,
    min(case when status = 'done' then held_on end) as first_done_on,
    min(case when dimension = 'psychosocial' and status = 'done' then held_on end) as psychosocial_done_on,
    min(case when dimension = 'psychosocial' and status = 'not_applicable' then held_on end) as psychosocial_excused_on,
    min(case when dimension = 'psychosocial' then held_on end) as psychosocial_recorded_on,
    min(case when dimension = 'legal' and status = 'done' then held_on end) as legal_done_on,
    min(case when dimension = 'legal' and status = 'not_applicable' then held_on end) as legal_excused_on,
    min(case when dimension = 'legal' then held_on end) as legal_recorded_on,
    min(case when dimension = 'medical' and status = 'done' then held_on end) as medical_done_on,
    min(case when dimension = 'medical' and status = 'not_applicable' then held_on end) as medical_excused_on,
    min(case when dimension = 'medical' then held_on end) as medical_recorded_on,
    min(case when dimension = 'family_mediation' and status = 'done' then held_on end) as family_mediation_done_on,
    min(case when dimension = 'family_mediation' and status = 'not_applicable' then held_on end) as family_mediation_excused_on,
    min(case when dimension = 'family_mediation' then held_on end) as family_mediation_recorded_on,
    min(case when dimension = 'safety' and status = 'done' then held_on end) as safety_done_on,
    min(case when dimension = 'safety' and status = 'not_applicable' then held_on end) as safety_excused_on,
    min(case when dimension = 'safety' then held_on end) as safety_recorded_on,
    min(case when dimension = 'rehabilitation' and status = 'done' then held_on end) as rehabilitation_done_on,
    min(case when dimension = 'rehabilitation' and status = 'not_applicable' then held_on end) as rehabilitation_excused_on,
    min(case when dimension = 'rehabilitation' then held_on end) as rehabilitation_recorded_on,
    min(case when dimension = 'scheme_linkage' and status = 'done' then held_on end) as scheme_linkage_done_on,
    min(case when dimension = 'scheme_linkage' and status = 'not_applicable' then held_on end) as scheme_linkage_excused_on,
    min(case when dimension = 'scheme_linkage' then held_on end) as scheme_linkage_recorded_on
from core_counselling
where
    status = 'done'
    or (status = 'not_applicable' and reason is not null)
group by
    unique_no
