-- One row for each measure, thana and whole week whose every day the return told: the week's figure, and the week's number
-- among those of the measure and thana. A day without a row is zero, as in the day mart.
select
    measure,
    return_name,
    thana_code,
    week_ends_on,
    n,
    row_number() over (
        partition by
            measure,
            thana_code
        order by
            week_ends_on
    ) as week_no
from (
    select
        figure.measure,
        whole_week.return_name,
        whole_week.thana_code,
        whole_week.week_ends_on,
        cast(coalesce(sum(told.n), 0) as double) as n
    from (
        select
            core_accepted.return_name,
            core_accepted.thana_code,
            dim_day.week_ends_on
        from core_accepted
        inner join dim_day
            on  dim_day.day = core_accepted.day
            and dim_day.is_published
            and dim_day.week_ends_on is not null
        group by
            core_accepted.return_name,
            core_accepted.thana_code,
            dim_day.week_ends_on
        having
            count(*) = 7
    ) as whole_week
    inner join value_measure as figure
        on figure.return_name = whole_week.return_name
    left join value_told as told
        on  told.measure      = figure.measure
        and told.thana_code   = whole_week.thana_code
        and told.week_ends_on = whole_week.week_ends_on
    group by
        figure.measure,
        whole_week.return_name,
        whole_week.thana_code,
        whole_week.week_ends_on
) as week_figure
