-- One row for each case closed in the window on an accepted day that is one of the two days before a review.
-- days_open runs from since_on, its receipt, to the day it was closed.
select
    closing.district_code,
    closing.circle_code,
    closing.thana_code,
    closing.unique_no,
    {case_columns},
    closing.since_on,
    closing.days_open,
    closing.n_all
from (
    select
        thana.district_code,
        thana.circle_code,
        thana.thana_code,
        core_case.unique_no,
        core_case.received_on                       as since_on,
        core_case.closed_on - core_case.received_on as days_open,
        count(*) over ()                            as n_all
    from core_case
    inner join dim_day
        on  dim_day.day = core_case.closed_on
        and dim_day.is_published
        and dim_day.day between $start_on and least($end_on, $as_of)
    inner join (
        select distinct
            dim_day.day
        from dim_day
        inner join dim_calendar
            on  dim_calendar.kind = 'review'
            and dim_day.day between dim_calendar.starts_on - 2 and dim_calendar.starts_on - 1
    ) as eve
        on eve.day = core_case.closed_on
    inner join core_accepted
        on  core_accepted.return_name = 'cases'
        and core_accepted.thana_code  = core_case.thana_code
        and core_accepted.day         = core_case.closed_on
    inner join dim_thana as valid
        on  valid.thana_code = core_case.thana_code
        and (valid.valid_from is null or valid.valid_from <= core_case.closed_on)
        and (valid.valid_to is null or valid.valid_to >= core_case.closed_on)
    inner join (
        select
            district_code,
            circle_code,
            thana_code
        from dim_thana
        where
            {scope}
    ) as thana
        on thana.thana_code = core_case.thana_code
    order by
        days_open desc,
        core_case.unique_no
    limit $cap
) as closing
inner join core_case as register
    on register.unique_no = closing.unique_no
order by
    closing.days_open desc,
    closing.unique_no
