-- One row for each pandal or Ramlila and night of a Navratri on which it stands: met by a visit that evening (N1), and by one in the
-- peak (N2), which nobody can say where the only visits tell no time. The part is the place's category of crowd.
select
    asked.stream,
    coalesce(mart_place_night.crowd_category, '') as part,
    mart_place_night.thana_code,
    'patrols'                                     as return_name,
    cast(null as varchar)                         as unique_no,
    mart_place_night.night                        as due_on,
    case when asked.stream = 'pandal_night' then seen_on else seen_at_peak_on end as met_on,
    is_known and (asked.stream = 'pandal_night' or n_peak > 0 or n_peak_unknown = 0) as is_known,
    cast(null as date)                            as doubtful_from,
    cast(null as date)                            as void_from
from mart_place_night
inner join (
    select 'pandal_night' as stream
    union all
    select 'pandal_night_peak' as stream
) as asked
    on mart_place_night.kind in ('pandal', 'ramlila')
where
    mart_place_night.festival_kind = 'navratri'
