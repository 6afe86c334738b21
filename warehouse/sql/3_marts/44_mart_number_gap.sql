-- One row for each unbroken run of serials that is missing between the first and the last unique number of a thana and year.
-- Numbers of rows held back count as given, unless they are of another thana or year than their row.
select
    dim_thana.district_code,
    dim_thana.circle_code,
    told.thana_code,
    told.number_year,
    told.before + 1               as first_missing,
    told.serial - 1               as last_missing,
    told.serial - told.before - 1 as n_missing
from (
    select
        thana_code,
        number_year,
        serial,
        max(serial) over (
            partition by
                thana_code,
                number_year
            order by
                serial
            rows between unbounded preceding and 1 preceding
        ) as before
    from (
        select
            thana_code,
            cast(left(right(unique_no, 9), 4) as integer) as number_year,
            cast(right(unique_no, 4) as integer)          as serial
        from core_case
        union
        select
            core_quarantine.thana_code,
            cast(left(right(core_quarantine.unique_no, 9), 4) as integer) as number_year,
            cast(right(core_quarantine.unique_no, 4) as integer)          as serial
        from core_quarantine
        left join core_quarantine as doubted
            on  doubted.batch_seq = core_quarantine.batch_seq
            and doubted.row_id    = core_quarantine.row_id
            and doubted.rule      = 'unique_no_invalid'
        where
            core_quarantine.return_name = 'cases'
            and core_quarantine.unique_no is not null
            and doubted.row_id is null
    ) as given
) as told
inner join dim_thana
    on dim_thana.thana_code = told.thana_code
where
    told.serial > told.before + 1
