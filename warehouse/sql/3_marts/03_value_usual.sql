-- One row for each measure, thana and whole week after the first twelve: its figure, the middle of the thana's own twelve whole
-- weeks before it, and how far these lie from that middle (in the middle, and on average).
select
    measure,
    thana_code,
    week_no,
    max(n)                                                         as n,
    max(middle)                                                    as middle,
    sum(case when distance_no in (6, 7) then distance end) / 2     as middle_distance,
    sum(distance) / 12                                             as mean_distance
from (
    select
        measure,
        thana_code,
        week_no,
        n,
        middle,
        distance,
        row_number() over (
            partition by
                measure,
                thana_code,
                week_no
            order by
                distance
        ) as distance_no
    from (
        select
            measure,
            thana_code,
            week_no,
            n,
            middle,
            greatest(before_n - middle, middle - before_n) as distance
        from (
            select
                measure,
                thana_code,
                week_no,
                n,
                before_n,
                sum(case when before_n_no in (6, 7) then before_n else 0 end) over (
                    partition by
                        measure,
                        thana_code,
                        week_no
                ) / 2 as middle
            from (
                select
                    week_now.measure,
                    week_now.thana_code,
                    week_now.week_no,
                    week_now.n,
                    earlier.n as before_n,
                    row_number() over (
                        partition by
                            week_now.measure,
                            week_now.thana_code,
                            week_now.week_no
                        order by
                            earlier.n
                    ) as before_n_no
                from value_week as week_now
                inner join value_week as earlier
                    on  earlier.measure    = week_now.measure
                    and earlier.thana_code = week_now.thana_code
                    and earlier.week_no between week_now.week_no - 12 and week_now.week_no - 1
                where
                    week_now.week_no > 12
            ) as in_order
        ) as about_the_middle
    ) as away
) as away_in_order
group by
    measure,
    thana_code,
    week_no
