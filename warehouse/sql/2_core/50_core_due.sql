-- One row for each return, thana and month that is due, with when it was first received, if ever.
select
    ref_due.return_name,
    dim_thana.district_code,
    dim_thana.circle_code,
    dim_thana.thana_code,
    due_month.month_starts_on,
    due_month.month_ends_on,
    due_month.month_ends_on + ref_due.cut_off_days as due_on,
    cast(due_month.month_ends_on + ref_due.cut_off_days as timestamp)
        + ref_due.cut_off_hour * interval '1' hour as cut_off_at,
    core_accepted.first_received_at as received_at
from ref_due
inner join (
    select distinct
        month_starts_on,
        month_ends_on
    from dim_day
) as due_month
    on  due_month.month_starts_on >= ref_due.valid_from
    and (ref_due.valid_to is null or due_month.month_starts_on <= ref_due.valid_to)
inner join dim_thana
    on  (dim_thana.valid_from is null or dim_thana.valid_from <= due_month.month_starts_on)
    and (dim_thana.valid_to is null or dim_thana.valid_to >= due_month.month_ends_on)
left join core_accepted
    on  core_accepted.return_name = ref_due.return_name
    and core_accepted.thana_code  = dim_thana.thana_code
    and core_accepted.day         = due_month.month_ends_on
