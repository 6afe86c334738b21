-- One row for each Kendra, month and item of its set-up, due at the end of the month (I9): rooms and machines as the capacity return
-- of the month tells them, registers and help numbers as the last day of inspection within sixty days found them (one "no" of that
-- day is enough). Not known where neither tells.
select
    'setup_item'          as stream,
    owed.item             as part,
    owed.thana_code,
    owed.return_name,
    cast(null as varchar) as unique_no,
    owed.month_ends_on    as due_on,
    case when min(told.is_there) = 1 then owed.month_ends_on end as met_on,
    min(told.is_there) is not null as is_known,
    cast(null as date)    as doubtful_from,
    cast(null as date)    as void_from
from (
    select
        dim_thana.thana_code,
        dim_day.month_starts_on,
        dim_day.month_ends_on,
        listed.return_name,
        listed.item
    from dim_thana
    inner join dim_day
        on  dim_day.day = dim_day.month_ends_on
        and (dim_thana.valid_from is null or dim_thana.valid_from <= dim_day.day)
        and (dim_thana.valid_to is null or dim_thana.valid_to >= dim_day.day)
    cross join (
        select 'capacity' as return_name, 'room' as item
        union all
        select 'capacity' as return_name, 'computer' as item
        union all
        select 'capacity' as return_name, 'printer' as item
        union all
        select 'capacity' as return_name, 'womens_toilet' as item
        union all
        select 'capacity' as return_name, 'counselling_space' as item
        union all
        select 'inspections' as return_name, 'registers_complete' as item
        union all
        select 'inspections' as return_name, 'helplines_displayed' as item
    ) as listed
) as owed
left join (
    select
        core_capacity.thana_code,
        core_capacity.month as month_starts_on,
        listed.item,
        case
            case listed.item
                when 'room' then core_capacity.room
                when 'computer' then core_capacity.computer
                when 'printer' then core_capacity.printer
                when 'womens_toilet' then core_capacity.womens_toilet
                when 'counselling_space' then core_capacity.counselling_space
            end
            when true then 1
            when false then 0
        end as is_there
    from core_capacity
    cross join (
        select 'room' as item
        union all
        select 'computer' as item
        union all
        select 'printer' as item
        union all
        select 'womens_toilet' as item
        union all
        select 'counselling_space' as item
    ) as listed
    union all
    select
        last_seen.thana_code,
        last_seen.month_starts_on,
        inspection_item.item,
        case inspection_item.answer
            when 'yes' then 1
            when 'no' then 0
        end as is_there
    from (
        select
            core_inspection.thana_code,
            dim_day.month_starts_on,
            max(core_inspection.inspected_on) as inspected_on
        from dim_day
        inner join core_inspection
            on core_inspection.inspected_on between dim_day.day - 59 and dim_day.day
        where
            dim_day.day = dim_day.month_ends_on
        group by
            core_inspection.thana_code,
            dim_day.month_starts_on
    ) as last_seen
    inner join inspection_item
        on  inspection_item.thana_code   = last_seen.thana_code
        and inspection_item.inspected_on = last_seen.inspected_on
        and inspection_item.item in ('registers_complete', 'helplines_displayed')
) as told
    on  told.thana_code      = owed.thana_code
    and told.month_starts_on = owed.month_starts_on
    and told.item            = owed.item
group by
    owed.item,
    owed.thana_code,
    owed.return_name,
    owed.month_ends_on
