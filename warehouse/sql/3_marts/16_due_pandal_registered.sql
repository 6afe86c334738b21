-- One row for each pandal or Ramlila and Navratri: due on the first night, met where the list tells its position, its category of
-- crowd and that the organiser's contact is on record (N6). The list is read as it stands now, for past festivals too.
select
    'pandal_registered'           as stream,
    coalesce(dim_place.crowd_category, '') as part,
    dim_place.thana_code,
    'patrols'                     as return_name,
    cast(null as varchar)         as unique_no,
    festival.starts_on            as due_on,
    case
        when dim_place.lat is not null
            and dim_place.lon is not null
            and dim_place.crowd_category is not null
            and dim_place.organiser_contact
            then festival.starts_on
    end                           as met_on,
    true                          as is_known,
    cast(null as date)            as doubtful_from,
    cast(null as date)            as void_from
from (
    select distinct
        mart_place_night.place_code,
        dim_calendar.starts_on
    from mart_place_night
    inner join dim_calendar
        on dim_calendar.code = mart_place_night.festival_code
    where
        mart_place_night.kind in ('pandal', 'ramlila')
        and mart_place_night.festival_kind = 'navratri'
) as festival
inner join dim_place
    on dim_place.place_code = festival.place_code
