-- One row for each return, thana and unbroken run of days for which the return was accepted.
select
    return_name,
    district_code,
    circle_code,
    thana_code,
    min(day) as first_day,
    max(day) as last_day
from (
    select
        core_accepted.return_name,
        core_accepted.district_code,
        core_accepted.circle_code,
        core_accepted.thana_code,
        core_accepted.day,
        dim_day.day_no - row_number() over (
            partition by
                core_accepted.return_name,
                core_accepted.thana_code
            order by
                core_accepted.day
        ) as run_no
    from core_accepted
    inner join dim_day
        on  dim_day.day = core_accepted.day
        and dim_day.is_published
) as accepted
group by
    return_name,
    district_code,
    circle_code,
    thana_code,
    run_no
order by
    return_name,
    thana_code,
    first_day
