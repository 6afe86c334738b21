-- One row for each thana, day and measure that both the squad's daily count and its visits speak of: the two figures beside
-- each other, neither mended. A day without a row is zero; what either return left blank is not compared.
select
    told.district_code,
    told.circle_code,
    told.thana_code,
    told.day,
    told.measure,
    cast(told.n_whole as bigint)                as n_whole,
    cast(told.n_parts as bigint)                as n_parts,
    cast(told.n_whole - told.n_parts as bigint) as n_over
from (
    select
        counted.district_code,
        counted.circle_code,
        counted.thana_code,
        counted.day,
        compared.measure,
        case
            when squad.thana_code is null then 0
            when compared.measure = 'places_checked' then squad.places_checked
            when compared.measure = 'persons_checked' then squad.persons_checked
            when compared.measure = 'warned' then squad.warned
            when compared.measure = 'preventive' then squad.preventive
            when compared.measure = 'firs' then squad.firs
            when compared.measure = 'arrests' then squad.arrests
        end as n_whole,
        case
            when visit.thana_code is null then 0
            when compared.measure = 'places_checked' then visit.places_checked
            when compared.measure = 'persons_checked' then visit.persons_checked
            when compared.measure = 'warned' then visit.warned
            when compared.measure = 'preventive' then visit.preventive
            when compared.measure = 'firs' then visit.firs
            when compared.measure = 'arrests' then visit.arrests
        end as n_parts
    from core_accepted as counted
    inner join core_accepted as visited
        on  visited.thana_code  = counted.thana_code
        and visited.day         = counted.day
        and visited.return_name = 'patrols'
    cross join (
        select 'places_checked' as measure
        union all
        select 'persons_checked' as measure
        union all
        select 'warned' as measure
        union all
        select 'preventive' as measure
        union all
        select 'firs' as measure
        union all
        select 'arrests' as measure
    ) as compared
    left join core_squad_day as squad
        on  squad.thana_code = counted.thana_code
        and squad.day        = counted.day
    left join visit_day as visit
        on  visit.thana_code = counted.thana_code
        and visit.day        = counted.day
    where
        counted.return_name = 'squad_daily'
) as told
where
    told.n_whole is not null
    and told.n_parts is not null
