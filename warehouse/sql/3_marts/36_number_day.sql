-- One row for each thana and day: unique numbers first received then, and how many of them more than one matter claims (C2).
select
    thana_code,
    day,
    count(*)           as n_numbers,
    sum(is_conflicted) as n_duplicate_numbers
from (
    select
        core_case.unique_no,
        core_case.thana_code,
        core_case.received_on as day,
        case when conflict.unique_no is null then 0 else 1 end as is_conflicted
    from core_case
    left join (
        select distinct
            unique_no
        from core_quarantine
        where
            return_name = 'cases'
            and rule = 'number_conflict'
    ) as conflict
        on conflict.unique_no = core_case.unique_no
    union all
    select
        conflict.unique_no,
        conflict.thana_code,
        conflict.day,
        1 as is_conflicted
    from (
        select
            unique_no,
            thana_code,
            day,
            row_number() over (
                partition by
                    unique_no
                order by
                    day,
                    batch_seq,
                    row_id
            ) as claim_no
        from core_quarantine
        where
            return_name = 'cases'
            and rule = 'number_conflict'
            and unique_no is not null
            and thana_code is not null
            and day is not null
    ) as conflict
    left join core_case
        on core_case.unique_no = conflict.unique_no
    where
        conflict.claim_no = 1
        and core_case.unique_no is null
) as numbers
group by
    thana_code,
    day
