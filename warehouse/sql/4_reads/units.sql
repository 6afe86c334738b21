-- One row for each unit of the level asked for, within the scope.
select distinct
    {unit}          as unit_code,
    {name_en}       as name_en,
    {name_hi}       as name_hi,
    {district_code} as district_code,
    {circle_code}   as circle_code
from (
    select
        dim_thana.thana_code,
        dim_thana.circle_code,
        dim_thana.district_code,
        dim_thana.name_en    as thana_en,
        dim_thana.name_hi    as thana_hi,
        dim_circle.name_en   as circle_en,
        dim_circle.name_hi   as circle_hi,
        dim_district.name_en as district_en,
        dim_district.name_hi as district_hi
    from dim_thana
    inner join dim_circle
        on dim_circle.circle_code = dim_thana.circle_code
    inner join dim_district
        on dim_district.district_code = dim_thana.district_code
) as listed
where
    {scope}
order by
    unit_code
