-- One row for each duty of one kind that fell due in the window and is in the bucket asked for, with its case beside it.
-- days_late runs to the day it was met, else to the as-of date. A duty that is of no case in the register has no case beside it.
select
    asked.district_code,
    asked.circle_code,
    asked.thana_code,
    asked.unique_no,
    {case_columns},
    asked.part,
    asked.due_on,
    asked.met_on,
    asked.days_late,
    asked.n_all
from (
    select
        thana.district_code,
        thana.circle_code,
        thana.thana_code,
        duty.unique_no,
        duty.part,
        duty.due_on,
        duty.met_on,
        case when duty.bucket <> 'unknown' then greatest(duty.done_on - duty.due_on, 0) end as days_late,
        count(*) over ()                                                                    as n_all
    from (
        select
            single.unique_no,
            single.thana_code,
            single.part,
            single.due_on,
            single.met_on,
            least(coalesce(single.met_on, cast($as_of as date)), cast($as_of as date)) as done_on,
            case
                when not single.is_known or single.doubtful_from <= $as_of then 'unknown'
                when single.met_on <= $as_of then 'met'
                else 'not_met'
            end                                                                        as bucket
        from ({view}) as single
        inner join dim_day
            on  dim_day.day = single.due_on
            and dim_day.day between $start_on and least($end_on, $as_of)
        where
            single.stream = $stream
            and (single.void_from is null or single.void_from > $as_of)
            and (cast($part as varchar) is null or single.part = $part)
    ) as duty
    inner join (
        select
            district_code,
            circle_code,
            thana_code
        from dim_thana
        where
            {scope}
    ) as thana
        on thana.thana_code = duty.thana_code
    where
        duty.bucket = $bucket
    order by
        days_late desc nulls last,
        duty.due_on,
        duty.unique_no,
        duty.part
    limit $cap
) as asked
left join core_case as register
    on register.unique_no = asked.unique_no
order by
    asked.days_late desc nulls last,
    asked.due_on,
    asked.unique_no,
    asked.part
