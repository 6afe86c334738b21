-- One row for each thana and day of a month whose capacity row came: whether its staff can be held against the norm of the
-- DGP (H1: an in-charge named, 1-4 sub-inspectors, 4-15 constables, half of them women, 1-2 home guards), and is within it.
select
    staff.thana_code,
    dim_day.day,
    case when staff.is_in_norm is not null then 1 else 0 end as n_kendras_rated,
    case when staff.is_in_norm then 1 else 0 end             as n_kendras_in_norm,
    staff.counsellors                                        as n_counsellors,
    case when staff.dossiers_updated is not null then staff.repeat_offenders end as n_repeat_offenders,
    case when staff.repeat_offenders is not null then staff.dossiers_updated end as n_dossiers_updated
from (
    select
        thana_code,
        month,
        counsellors,
        repeat_offenders,
        dossiers_updated,
        incharge_rank is not null
        and sub_inspectors between 1 and 4
        and constables between 4 and 15
        and 2 * women_constables >= constables
        and home_guards between 1 and 2 as is_in_norm
    from core_capacity
) as staff
inner join dim_day
    on dim_day.month_starts_on = staff.month
