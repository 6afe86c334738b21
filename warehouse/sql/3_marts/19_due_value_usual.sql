-- One row for each measure, thana and week from the thirteenth whole week of the thana on: met where the week's figure is not
-- out of keeping with the thana's own twelve whole weeks before it, unknown where the week was not told whole (D10).
-- Out of keeping is a modified z beyond 3.5 (Iglewicz and Hoaglin 1993): 0.6745 times the distance from the middle, over the
-- middle distance of the twelve; where that is nothing, over 1.253314 times their mean distance. Of twelve weeks all alike no
-- spread can be told: there the distance must exceed the chance of counts, 2 (sqrt(now) - sqrt(then)) beyond 3 either way.
select
    'value_usual'                as stream,
    due.measure                  as part,
    due.thana_code,
    due.return_name,
    cast(null as varchar)        as unique_no,
    due.week_ends_on             as due_on,
    case
        when usual.middle_distance > 0
            then case when 0.6745 * usual.distance <= 3.5 * usual.middle_distance then due.week_ends_on end
        when usual.mean_distance > 0
            then case when usual.distance <= 3.5 * 1.253314 * usual.mean_distance then due.week_ends_on end
        when usual.distance <= 2.25 or (usual.distance - 2.25) * (usual.distance - 2.25) <= 9 * least(usual.n, usual.middle)
            then due.week_ends_on
    end                          as met_on,
    usual.measure is not null    as is_known,
    cast(null as date)           as doubtful_from,
    cast(null as date)           as void_from
from (
    select
        twelfth.measure,
        twelfth.return_name,
        twelfth.thana_code,
        week_due.week_ends_on
    from value_week as twelfth
    inner join (
        select
            week_ends_on
        from dim_day
        where
            is_published
        group by
            week_ends_on
        having
            count(*) = 7
    ) as week_due
        on week_due.week_ends_on > twelfth.week_ends_on
    inner join dim_thana
        on  dim_thana.thana_code = twelfth.thana_code
        and (dim_thana.valid_to is null or dim_thana.valid_to >= week_due.week_ends_on)
    where
        twelfth.week_no = 12
) as due
left join value_week
    on  value_week.measure      = due.measure
    and value_week.thana_code   = due.thana_code
    and value_week.week_ends_on = due.week_ends_on
left join (
    select
        measure,
        thana_code,
        week_no,
        n,
        middle,
        greatest(n - middle, middle - n) as distance,
        middle_distance,
        mean_distance
    from value_usual
) as usual
    on  usual.measure    = value_week.measure
    and usual.thana_code = value_week.thana_code
    and usual.week_no    = value_week.week_no
