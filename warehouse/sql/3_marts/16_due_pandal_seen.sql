-- One row for each pandal or Ramlila and Navratri: due on its third night (its last, where it stands fewer), met on the day of the
-- first visit up to then (N3). That none was made is known only where the returns of all these nights came.
select
    'pandal_seen_by_night_3'      as stream,
    coalesce(crowd_category, '')  as part,
    thana_code,
    'patrols'                     as return_name,
    cast(null as varchar)         as unique_no,
    max(night)                    as due_on,
    min(seen_on)                  as met_on,
    min(seen_on) is not null or sum(case when is_known then 0 else 1 end) = 0 as is_known,
    cast(null as date)            as doubtful_from,
    cast(null as date)            as void_from
from mart_place_night
where
    kind in ('pandal', 'ramlila')
    and festival_kind = 'navratri'
    and place_night_no <= 3
group by
    place_code,
    festival_code,
    crowd_category,
    thana_code
