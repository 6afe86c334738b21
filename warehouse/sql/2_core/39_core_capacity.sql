-- One row for each Kendra and month: its staff, its rooms and its plan.
select
    dim_thana.district_code,
    dim_thana.circle_code,
    live_capacity.thana_code,
    live_capacity.month,
    live_capacity.incharge_rank,
    live_capacity.incharge_woman,
    live_capacity.sub_inspectors,
    live_capacity.constables,
    live_capacity.women_constables,
    live_capacity.home_guards,
    live_capacity.counsellors,
    live_capacity.room,
    live_capacity.computer,
    live_capacity.printer,
    live_capacity.womens_toilet,
    live_capacity.counselling_space,
    live_capacity.monthly_plan_filed,
    live_capacity.repeat_offenders,
    live_capacity.dossiers_updated,
    live_capacity.batch_seq,
    live_capacity.row_id,
    live_capacity.source_row
from live_capacity
inner join dim_thana
    on dim_thana.thana_code = live_capacity.thana_code
