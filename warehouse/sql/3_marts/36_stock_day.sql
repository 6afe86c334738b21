-- One row for each thana and day due: how many cases, enquiries and FIRs are open that evening, by age, and in counselling.
select
    due.thana_code,
    due.day,
    sum(coalesce(change.n_open, 0)) over so_far              as n_open,
    sum(coalesce(change.n_open_0_7, 0)) over so_far          as n_open_0_7,
    sum(coalesce(change.n_open_8_15, 0)) over so_far         as n_open_8_15,
    sum(coalesce(change.n_open_16_30, 0)) over so_far        as n_open_16_30,
    sum(coalesce(change.n_open_31_60, 0)) over so_far        as n_open_31_60,
    sum(coalesce(change.n_open_61_90, 0)) over so_far        as n_open_61_90,
    sum(coalesce(change.n_open_over_90, 0)) over so_far      as n_open_over_90,
    sum(coalesce(change.n_open_over_30, 0)) over so_far      as n_open_over_30,
    sum(coalesce(change.n_open_lawful, 0)) over so_far       as n_open_lawful,
    sum(coalesce(change.n_enquiries_open, 0)) over so_far    as n_enquiries_open,
    sum(coalesce(change.n_enquiries_over_14, 0)) over so_far as n_enquiries_over_14,
    sum(coalesce(change.n_firs_open, 0)) over so_far         as n_firs_open,
    sum(coalesce(change.n_firs_over_60, 0)) over so_far      as n_firs_over_60,
    sum(coalesce(change.n_firs_over_180, 0)) over so_far     as n_firs_over_180,
    sum(coalesce(change.n_in_counselling, 0)) over so_far    as n_in_counselling,
    sum(coalesce(change.n_next_overdue, 0)) over so_far      as n_next_overdue
from (
    select
        dim_thana.thana_code,
        dim_day.day
    from dim_thana
    inner join dim_day
        on dim_day.is_published
) as due
left join stock_change as change
    on  change.thana_code = due.thana_code
    and change.day        = due.day
window so_far as (
    partition by
        due.thana_code
    order by
        due.day
    rows between unbounded preceding and current row
)
