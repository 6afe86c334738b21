-- One row for each weekly figure that is set beside the thana's own usual ones (D10), and the return that tells it.
select 'n_opened' as measure, 'cases' as return_name
union all
select 'n_sessions' as measure, 'counselling' as return_name
union all
select 'n_calls' as measure, 'feedback' as return_name
union all
select 'n_visits' as measure, 'patrols' as return_name
union all
select 'persons_checked' as measure, 'squad_daily' as return_name
union all
select 'n_programmes' as measure, 'awareness' as return_name
