-- One row for each thana and week in which the SHO, and fortnight in which the CO, has to inspect the Kendra (I1, I2).
select
    round_due.stream,
    ''                                as part,
    dim_thana.thana_code,
    'inspections'                     as return_name,
    cast(null as varchar)             as unique_no,
    round_due.ends_on                 as due_on,
    min(core_inspection.inspected_on) as met_on,
    max(accepted.day) is not null     as is_known,
    cast(null as date)                as doubtful_from,
    cast(null as date)                as void_from
from (
    select distinct
        'inspection_sho_week' as stream,
        'sho'                 as inspector_rank,
        week_starts_on        as starts_on,
        week_ends_on          as ends_on
    from dim_day
    where
        week_starts_on is not null
    union all
    select distinct
        'inspection_co_fortnight' as stream,
        'co'                      as inspector_rank,
        fortnight_starts_on       as starts_on,
        fortnight_ends_on         as ends_on
    from dim_day
    where
        fortnight_starts_on is not null
) as round_due
inner join dim_thana
    on  (dim_thana.valid_from is null or dim_thana.valid_from <= round_due.starts_on)
    and (dim_thana.valid_to is null or dim_thana.valid_to >= round_due.ends_on)
left join core_inspection
    on  core_inspection.thana_code     = dim_thana.thana_code
    and core_inspection.inspector_rank = round_due.inspector_rank
    and core_inspection.inspected_on between round_due.starts_on and round_due.ends_on
left join core_accepted as accepted
    on  accepted.return_name = 'inspections'
    and accepted.thana_code  = dim_thana.thana_code
    and accepted.day         = round_due.ends_on
group by
    round_due.stream,
    dim_thana.thana_code,
    round_due.ends_on
