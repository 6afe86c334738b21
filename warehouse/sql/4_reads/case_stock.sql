-- One row for each case that stands in the stock asked for, each thana read on its last accepted day up to the as-of date;
-- those that stand in but_band as well are left out. days_open runs from since_on to that day. A day on which the register was
-- not accepted says nothing of what is open.
select
    standing.district_code,
    standing.circle_code,
    standing.thana_code,
    standing.unique_no,
    {case_columns},
    standing.since_on,
    standing.read_on,
    standing.days_open,
    standing.n_all
from (
    select
        thana.district_code,
        thana.circle_code,
        thana.thana_code,
        stretch.unique_no,
        stretch.since_on,
        last_read.day                    as read_on,
        last_read.day - stretch.since_on as days_open,
        count(*) over ()                 as n_all
    from ({view}) as stretch
    inner join (
        select
            core_accepted.thana_code,
            max(core_accepted.day) as day
        from core_accepted
        inner join dim_day
            on  dim_day.day = core_accepted.day
            and dim_day.is_published
            and dim_day.day <= $as_of
        inner join dim_thana
            on  dim_thana.thana_code = core_accepted.thana_code
            and (dim_thana.valid_from is null or dim_thana.valid_from <= core_accepted.day)
            and (dim_thana.valid_to is null or dim_thana.valid_to >= core_accepted.day)
        where
            core_accepted.return_name = $return_name
        group by
            core_accepted.thana_code
    ) as last_read
        on  last_read.thana_code = stretch.thana_code
        and last_read.day >= stretch.enters_on
        and (stretch.leaves_on is null or last_read.day < stretch.leaves_on)
    inner join core_accepted as registered
        on  registered.return_name = 'cases'
        and registered.thana_code  = last_read.thana_code
        and registered.day         = last_read.day
    inner join (
        select
            district_code,
            circle_code,
            thana_code
        from dim_thana
        where
            {scope}
    ) as thana
        on thana.thana_code = stretch.thana_code
    left join ({view}) as excused
        on  excused.band = cast($but_band as varchar)
        and excused.unique_no = stretch.unique_no
        and last_read.day >= excused.enters_on
        and (excused.leaves_on is null or last_read.day < excused.leaves_on)
    where
        stretch.band = $band
        and excused.unique_no is null
    order by
        days_open desc,
        stretch.unique_no
    limit $cap
) as standing
inner join core_case as register
    on register.unique_no = standing.unique_no
order by
    standing.days_open desc,
    standing.unique_no
