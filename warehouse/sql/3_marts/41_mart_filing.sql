-- One row for each return, thana and unbroken run of due days on which it was accepted, or on which it was not.
-- The days after the last reported one are a run of their own, open-ended, on which nothing is accepted yet. A return for
-- the month as one is due on the month's last day alone; what a district owes as one is no thana's and is not here.
select
    return_name,
    district_code,
    circle_code,
    thana_code,
    is_accepted,
    min(day) as first_day,
    max(day) as last_day
from (
    select
        ref_return.return_name,
        due.district_code,
        due.circle_code,
        due.thana_code,
        due.day,
        core_accepted.day is not null as is_accepted,
        dim_day.day_no - row_number() over (
            partition by
                ref_return.return_name,
                due.thana_code,
                core_accepted.day is not null
            order by
                due.day
        ) as run_no
    from thana_day_due as due
    inner join dim_day
        on dim_day.day = due.day
    inner join ref_return
        on  ref_return.speaks_of = 'thana'
        and (ref_return.speaks_by = 'day' or due.day = dim_day.month_ends_on)
    left join core_accepted
        on  core_accepted.return_name = ref_return.return_name
        and core_accepted.thana_code  = due.thana_code
        and core_accepted.day         = due.day
) as filed
group by
    return_name,
    district_code,
    circle_code,
    thana_code,
    is_accepted,
    run_no
union all
select
    ref_return.return_name,
    dim_thana.district_code,
    dim_thana.circle_code,
    dim_thana.thana_code,
    false as is_accepted,
    greatest(publication.data_through + 1, coalesce(dim_thana.valid_from, publication.starts_on)) as first_day,
    coalesce(dim_thana.valid_to, cast('9999-12-31' as date)) as last_day
from dim_thana
inner join ref_return
    on  ref_return.speaks_of = 'thana'
    and ref_return.speaks_by = 'day'
cross join publication
where
    dim_thana.valid_to is null
    or dim_thana.valid_to > publication.data_through
union all
select
    ref_return.return_name,
    dim_thana.district_code,
    dim_thana.circle_code,
    dim_thana.thana_code,
    core_accepted.day is not null as is_accepted,
    dim_day.day                   as first_day,
    dim_day.day                   as last_day
from dim_thana
inner join ref_return
    on  ref_return.speaks_of = 'thana'
    and ref_return.speaks_by = 'month'
cross join publication
inner join dim_day
    on  dim_day.day = dim_day.month_ends_on
    and dim_day.day > publication.data_through
    and (dim_thana.valid_from is null or dim_thana.valid_from <= dim_day.day)
    and (dim_thana.valid_to is null or dim_thana.valid_to >= dim_day.day)
left join core_accepted
    on  core_accepted.return_name = ref_return.return_name
    and core_accepted.thana_code  = dim_thana.thana_code
    and core_accepted.day         = dim_day.day
