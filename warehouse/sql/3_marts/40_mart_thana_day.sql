-- One row for each thana and day that was due. Where no return was accepted the counts are null, not zero; a quiet day is zero;
-- a count that the district left empty on a day with rows stays null.
select
    due.district_code,
    due.circle_code,
    due.thana_code,
    due.day,
    due.is_cases_accepted,
    due.is_counselling_accepted,
    due.is_inspections_accepted,
    due.is_patrols_accepted,
    due.is_squad_daily_accepted,
    due.is_awareness_accepted,
    due.is_referrals_accepted,
    due.is_feedback_accepted,
    due.is_capacity_accepted,
    due.is_review_eve,
    case when due.is_cases_accepted then cast(stock.n_open as bigint) end as n_open,
    case when due.is_cases_accepted then cast(stock.n_open_0_7 as bigint) end as n_open_0_7,
    case when due.is_cases_accepted then cast(stock.n_open_8_15 as bigint) end as n_open_8_15,
    case when due.is_cases_accepted then cast(stock.n_open_16_30 as bigint) end as n_open_16_30,
    case when due.is_cases_accepted then cast(stock.n_open_31_60 as bigint) end as n_open_31_60,
    case when due.is_cases_accepted then cast(stock.n_open_61_90 as bigint) end as n_open_61_90,
    case when due.is_cases_accepted then cast(stock.n_open_over_90 as bigint) end as n_open_over_90,
    case when due.is_cases_accepted then cast(coalesce(opened.n_opened, 0) as bigint) end as n_opened,
    case when due.is_cases_accepted then cast(coalesce(opened.n_street_harassment, 0) as bigint) end as n_street_harassment,
    case when due.is_cases_accepted then cast(coalesce(closed.n_closed, 0) as bigint) end as n_closed,
    case when due.is_cases_accepted then cast(coalesce(numbers.n_numbers, 0) as bigint) end as n_numbers,
    case when due.is_cases_accepted then cast(coalesce(numbers.n_duplicate_numbers, 0) as bigint) end as n_duplicate_numbers,
    case when due.is_cases_accepted then cast(case when due.is_review_eve then coalesce(closed.n_closed, 0) else 0 end as bigint) end as n_closed_on_eve,
    case when due.is_cases_accepted then cast(stock.n_open_over_30 as bigint) end as n_open_over_30,
    case when due.is_cases_accepted then cast(stock.n_open_lawful as bigint) end as n_open_lawful,
    case when due.is_cases_accepted then cast(stock.n_enquiries_open as bigint) end as n_enquiries_open,
    case when due.is_cases_accepted then cast(stock.n_enquiries_over_14 as bigint) end as n_enquiries_over_14,
    case when due.is_cases_accepted then cast(stock.n_firs_open as bigint) end as n_firs_open,
    case when due.is_cases_accepted then cast(stock.n_firs_over_60 as bigint) end as n_firs_over_60,
    case when due.is_cases_accepted then cast(stock.n_firs_over_180 as bigint) end as n_firs_over_180,
    case when due.is_counselling_accepted then cast(coalesce(session.n_sessions, 0) as bigint) end as n_sessions,
    case when due.is_counselling_accepted then cast(coalesce(session.n_sessions_scheduled, 0) as bigint) end as n_sessions_scheduled,
    case when due.is_counselling_accepted then cast(coalesce(session.n_no_shows, 0) as bigint) end as n_no_shows,
    case when due.is_counselling_accepted then cast(coalesce(first_month.n_cases_first_month, 0) as bigint) end as n_cases_first_month,
    case when due.is_counselling_accepted then cast(coalesce(first_month.n_sessions_first_month, 0) as bigint) end as n_sessions_first_month,
    case when due.is_counselling_accepted and due.is_cases_accepted then cast(stock.n_in_counselling as bigint) end as n_in_counselling,
    case when due.is_counselling_accepted and due.is_cases_accepted then cast(stock.n_next_overdue as bigint) end as n_next_overdue,
    case when due.is_inspections_accepted then cast(case when inspection.thana_code is null then 0 else inspection.n_inspections end as bigint) end as n_inspections,
    case when due.is_inspections_accepted then cast(case when inspection.thana_code is null then 0 else inspection.defects_found end as bigint) end as defects_found,
    case when due.is_patrols_accepted then cast(case when patrol.thana_code is null then 0 else patrol.n_visits end as bigint) end as n_visits,
    case when due.is_patrols_accepted then cast(case when patrol.thana_code is null then 0 else patrol.patrol_persons_checked end as bigint) end as patrol_persons_checked,
    case when due.is_patrols_accepted then cast(case when patrol.thana_code is null then 0 else patrol.patrol_warned end as bigint) end as patrol_warned,
    case when due.is_patrols_accepted then cast(case when patrol.thana_code is null then 0 else patrol.parents_called end as bigint) end as parents_called,
    case when due.is_patrols_accepted then cast(case when patrol.thana_code is null then 0 else patrol.red_cards end as bigint) end as red_cards,
    case when due.is_patrols_accepted then cast(case when patrol.thana_code is null then 0 else patrol.patrol_preventive end as bigint) end as patrol_preventive,
    case when due.is_patrols_accepted then cast(case when patrol.thana_code is null then 0 else patrol.patrol_firs end as bigint) end as patrol_firs,
    case when due.is_patrols_accepted then cast(case when patrol.thana_code is null then 0 else patrol.patrol_arrests end as bigint) end as patrol_arrests,
    case when due.is_patrols_accepted then cast(case when patrol.thana_code is null then 0 else patrol.officer_minutes end as bigint) end as officer_minutes,
    case when due.is_patrols_accepted then cast(case when patrol.thana_code is null then 0 else patrol.women_officer_minutes end as bigint) end as women_officer_minutes,
    case when due.is_squad_daily_accepted then cast(case when squad.thana_code is null then 0 else squad.places_checked end as bigint) end as places_checked,
    case when due.is_squad_daily_accepted then cast(case when squad.thana_code is null then 0 else squad.persons_checked end as bigint) end as persons_checked,
    case when due.is_squad_daily_accepted then cast(case when squad.thana_code is null then 0 else squad.warned end as bigint) end as warned,
    case when due.is_squad_daily_accepted then cast(case when squad.thana_code is null then 0 else squad.preventive end as bigint) end as preventive,
    case when due.is_squad_daily_accepted then cast(case when squad.thana_code is null then 0 else squad.firs end as bigint) end as firs,
    case when due.is_squad_daily_accepted then cast(case when squad.thana_code is null then 0 else squad.arrests end as bigint) end as arrests,
    case when due.is_squad_daily_accepted then cast(case when squad.thana_code is null then 0 else squad.vehicles_checked end as bigint) end as vehicles_checked,
    case when due.is_squad_daily_accepted then cast(case when squad.thana_code is null then 0 else squad.black_films end as bigint) end as black_films,
    case when due.is_squad_daily_accepted then cast(case when squad.thana_code is null then 0 else squad.hooters end as bigint) end as hooters,
    case when due.is_squad_daily_accepted then cast(case when squad.thana_code is null then 0 else squad.beacons end as bigint) end as beacons,
    case when due.is_squad_daily_accepted then cast(case when squad.thana_code is null then 0 else squad.caste_words end as bigint) end as caste_words,
    case when due.is_squad_daily_accepted then cast(case when squad.thana_code is null then 0 else squad.number_plates end as bigint) end as number_plates,
    case when due.is_squad_daily_accepted then cast(case when squad.thana_code is null then 0 else squad.mv_challans end as bigint) end as mv_challans,
    case when due.is_squad_daily_accepted then cast(case when squad.thana_code is null then 0 else squad.vehicles_seized end as bigint) end as vehicles_seized,
    case when due.is_awareness_accepted then cast(case when programme.thana_code is null then 0 else programme.n_programmes end as bigint) end as n_programmes,
    case when due.is_awareness_accepted then cast(case when programme.thana_code is null then 0 else programme.n_joint_programmes end as bigint) end as n_joint_programmes,
    case when due.is_awareness_accepted then cast(case when programme.thana_code is null then 0 else programme.women_reached end as bigint) end as women_reached,
    case when due.is_awareness_accepted then cast(case when programme.thana_code is null then 0 else programme.men_reached end as bigint) end as men_reached,
    case when due.is_awareness_accepted then cast(case when programme.thana_code is null then 0 else programme.girls_reached end as bigint) end as girls_reached,
    case when due.is_awareness_accepted then cast(case when programme.thana_code is null then 0 else programme.boys_reached end as bigint) end as boys_reached,
    case when due.is_awareness_accepted then cast(case when programme.thana_code is null then 0 else programme.pamphlets end as bigint) end as pamphlets,
    case when due.is_awareness_accepted then cast(case when programme.thana_code is null then 0 else programme.folders end as bigint) end as folders,
    case when due.is_referrals_accepted and due.is_cases_accepted then cast(coalesce(referral.n_referrals, 0) as bigint) end as n_referrals,
    case when due.is_referrals_accepted and due.is_cases_accepted then cast(coalesce(opened.n_opened, 0) as bigint) end as n_referable,
    case when due.is_feedback_accepted then cast(case when call.thana_code is null then 0 else call.n_calls end as bigint) end as n_calls,
    case when due.is_feedback_accepted then cast(case when call.thana_code is null then 0 else call.n_opinions end as bigint) end as n_opinions,
    case when due.is_feedback_accepted then cast(case when call.thana_code is null then 0 else call.n_satisfied end as bigint) end as n_satisfied,
    case when due.is_feedback_accepted then cast(case when call.thana_code is null then 0 else call.n_opinions_independent end as bigint) end as n_opinions_independent,
    case when due.is_feedback_accepted then cast(case when call.thana_code is null then 0 else call.n_satisfied_independent end as bigint) end as n_satisfied_independent,
    case when due.is_feedback_accepted then cast(case when call.thana_code is null then 0 else call.n_opinions_kendra end as bigint) end as n_opinions_kendra,
    case when due.is_feedback_accepted then cast(case when call.thana_code is null then 0 else call.n_satisfied_kendra end as bigint) end as n_satisfied_kendra,
    case when due.is_capacity_accepted then cast(staff.n_kendras_rated as bigint) end as n_kendras_rated,
    case when due.is_capacity_accepted then cast(staff.n_kendras_in_norm as bigint) end as n_kendras_in_norm,
    case when due.is_capacity_accepted then cast(staff.n_counsellors as bigint) end as n_counsellors,
    case when due.is_capacity_accepted then cast(staff.n_repeat_offenders as bigint) end as n_repeat_offenders,
    case when due.is_capacity_accepted then cast(staff.n_dossiers_updated as bigint) end as n_dossiers_updated
from thana_day_due as due
left join stock_day as stock
    on  stock.thana_code = due.thana_code
    and stock.day        = due.day
left join opened_day as opened
    on  opened.thana_code = due.thana_code
    and opened.day        = due.day
left join closed_day as closed
    on  closed.thana_code = due.thana_code
    and closed.day        = due.day
left join number_day as numbers
    on  numbers.thana_code = due.thana_code
    and numbers.day        = due.day
left join session_day as session
    on  session.thana_code = due.thana_code
    and session.day        = due.day
left join first_month_day as first_month
    on  first_month.thana_code = due.thana_code
    and first_month.day        = due.day
left join inspection_day as inspection
    on  inspection.thana_code = due.thana_code
    and inspection.day        = due.day
left join patrol_day as patrol
    on  patrol.thana_code = due.thana_code
    and patrol.day        = due.day
left join core_squad_day as squad
    on  squad.thana_code = due.thana_code
    and squad.day        = due.day
left join programme_day as programme
    on  programme.thana_code = due.thana_code
    and programme.day        = due.day
left join referral_day as referral
    on  referral.thana_code = due.thana_code
    and referral.day        = due.day
left join call_day as call
    on  call.thana_code = due.thana_code
    and call.day        = due.day
left join staff_day as staff
    on  staff.thana_code = due.thana_code
    and staff.day        = due.day
order by
    due.day,
    due.thana_code
