-- One row for each rule that sets what one row says against itself, of the returns of thanas: those that expectations/suites
-- marks with adds_up (a test holds the two together).
select
    'cases'                   as return_name,
    'entered_before_received' as rule
union all
select
    'cases'                   as return_name,
    'incident_after_received' as rule
union all
select
    'cases'                 as return_name,
    'heard_before_received' as rule
union all
select
    'cases'                as return_name,
    'plan_before_received' as rule
union all
select
    'cases'                      as return_name,
    'fir_needed_before_received' as rule
union all
select
    'cases'                        as return_name,
    'fir_registered_before_needed' as rule
union all
select
    'cases'                   as return_name,
    'enquiry_before_received' as rule
union all
select
    'cases'                        as return_name,
    'final_report_before_received' as rule
union all
select
    'cases'                  as return_name,
    'closed_before_received' as rule
union all
select
    'cases'                     as return_name,
    'reopened_not_after_closed' as rule
union all
select
    'counselling'      as return_name,
    'next_before_held' as rule
union all
select
    'referrals'                as return_name,
    'acknowledged_before_sent' as rule
union all
select
    'referrals'          as return_name,
    'served_before_sent' as rule
union all
select
    'feedback'                  as return_name,
    'recontacted_before_called' as rule
union all
select
    'inspections'                     as return_name,
    'defects_closed_before_inspected' as rule
union all
select
    'patrols'               as return_name,
    'ends_before_it_starts' as rule
union all
select
    'patrols'             as return_name,
    'women_over_officers' as rule
union all
select
    'patrols'                 as return_name,
    'dealt_with_over_checked' as rule
union all
select
    'squad_daily'             as return_name,
    'dealt_with_over_checked' as rule
union all
select
    'capacity'              as return_name,
    'women_over_constables' as rule
union all
select
    'capacity'                as return_name,
    'dossiers_over_offenders' as rule
