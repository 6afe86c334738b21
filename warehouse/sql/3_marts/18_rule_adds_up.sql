-- One row for each rule that sets what one row says against itself, of the returns that tell nothing of one woman: those that
-- expectations/suites marks with adds_up (a test holds the two together).
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
