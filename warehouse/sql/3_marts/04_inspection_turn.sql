-- One row for each Kendra and day on which it was inspected: the day of the inspection before, and whether every day between the two
-- was told of, so that there can have been none in between.
select
    thana_code,
    inspected_on,
    before_on,
    coalesce(accepted_no - before_accepted_no = n_days(before_on, inspected_on), false) as is_before_known
from (
    select
        inspected.thana_code,
        inspected.inspected_on,
        accepted.accepted_no,
        lag(inspected.inspected_on) over (
            partition by
                inspected.thana_code
            order by
                inspected.inspected_on
        ) as before_on,
        lag(accepted.accepted_no) over (
            partition by
                inspected.thana_code
            order by
                inspected.inspected_on
        ) as before_accepted_no
    from (
        select distinct
            thana_code,
            inspected_on
        from core_inspection
    ) as inspected
    left join (
        select
            thana_code,
            day,
            row_number() over (
                partition by
                    thana_code
                order by
                    day
            ) as accepted_no
        from core_accepted
        where
            return_name = 'inspections'
    ) as accepted
        on  accepted.thana_code = inspected.thana_code
        and accepted.day        = inspected.inspected_on
) as turned
