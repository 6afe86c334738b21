-- One row for each return, month and whoever owes it that is due, with when it was first received, if ever. A return that
-- speaks of a whole district is owed by the district: it has one row, without a thana.
select
    ref_due.return_name,
    ower.district_code,
    ower.circle_code,
    ower.thana_code,
    due_month.month_starts_on,
    due_month.month_ends_on,
    due_month.month_ends_on + ref_due.cut_off_days as due_on,
    cast(due_month.month_ends_on + ref_due.cut_off_days as timestamp)
        + ref_due.cut_off_hour * interval '1' hour as cut_off_at,
    coalesce(core_accepted.first_received_at, district_cover.first_received_at) as received_at
from ref_due
inner join ref_return
    on ref_return.return_name = ref_due.return_name
inner join (
    select distinct
        month_starts_on,
        month_ends_on
    from dim_day
) as due_month
    on  due_month.month_starts_on >= ref_due.valid_from
    and (ref_due.valid_to is null or due_month.month_starts_on <= ref_due.valid_to)
inner join (
    select
        'thana' as level,
        district_code,
        circle_code,
        thana_code,
        valid_from,
        valid_to
    from dim_thana
    union all
    select
        'district'            as level,
        district_code,
        cast(null as varchar) as circle_code,
        cast(null as varchar) as thana_code,
        cast(null as date)    as valid_from,
        cast(null as date)    as valid_to
    from dim_district
) as ower
    on  ower.level = ref_return.speaks_of
    and (ower.valid_from is null or ower.valid_from <= due_month.month_starts_on)
    and (ower.valid_to is null or ower.valid_to >= due_month.month_ends_on)
left join core_accepted
    on  core_accepted.return_name = ref_due.return_name
    and core_accepted.thana_code  = ower.thana_code
    and core_accepted.day         = due_month.month_ends_on
left join district_cover
    on  district_cover.return_name   = ref_due.return_name
    and district_cover.district_code = ower.district_code
    and district_cover.day           = due_month.month_ends_on
