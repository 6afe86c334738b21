-- One row for each stretch of days in which an open case is in counselling, from its first sitting or the third day after
-- registration, and for each part of it without a date for the next sitting or with one that has passed (K6).
select
    span.unique_no,
    span.thana_code,
    part.band,
    greatest(span.opens_on, part.enters_on) as since_on,
    greatest(span.opens_on, part.enters_on) as enters_on,
    case
        when span.closes_on < part.leaves_on then span.closes_on
        else coalesce(part.leaves_on, span.closes_on)
    end                                     as leaves_on
from open_span as span
inner join (
    select
        needed.unique_no,
        'counselling'                                      as band,
        case
            when first_sitting.held_on < needed.entered_on + 3 then first_sitting.held_on
            else needed.entered_on + 3
        end                                                as enters_on,
        cast(null as date)                                 as leaves_on
    from core_case as needed
    left join sitting as first_sitting
        on  first_sitting.unique_no = needed.unique_no
        and first_sitting.before_on is null
    where
        needed.counselling_needed
    union all
    select
        needed.unique_no,
        'next_overdue'         as band,
        needed.entered_on + 3  as enters_on,
        first_sitting.held_on  as leaves_on
    from core_case as needed
    left join sitting as first_sitting
        on  first_sitting.unique_no = needed.unique_no
        and first_sitting.before_on is null
    where
        needed.counselling_needed
    union all
    select
        needed.unique_no,
        'next_overdue'                                 as band,
        coalesce(sitting.next_on + 1, sitting.held_on) as enters_on,
        sitting.after_on                               as leaves_on
    from core_case as needed
    inner join sitting
        on sitting.unique_no = needed.unique_no
    where
        needed.counselling_needed
) as part
    on part.unique_no = span.unique_no
