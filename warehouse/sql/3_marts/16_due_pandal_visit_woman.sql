-- One row for each visit to a pandal or Ramlila on a night of a Navratri on which it stands: met where a woman officer was with the
-- squad (N5), not known where the visit does not say. It is counted at the thana whose place it is, and on the night it belongs to: a
-- visit after midnight, too, which is thus counted one evening before it was told.
select
    'pandal_visit_woman'                                    as stream,
    coalesce(mart_place_night.crowd_category, '')           as part,
    mart_place_night.thana_code,
    'patrols'                                               as return_name,
    cast(null as varchar)                                   as unique_no,
    mart_place_night.night                                  as due_on,
    case when visit_evening.women_officers > 0 then mart_place_night.night end as met_on,
    visit_evening.women_officers is not null                as is_known,
    cast(null as date)                                      as doubtful_from,
    cast(null as date)                                      as void_from
from mart_place_night
inner join visit_evening
    on  visit_evening.place_code = mart_place_night.place_code
    and visit_evening.night      = mart_place_night.night
where
    mart_place_night.kind in ('pandal', 'ramlila')
    and mart_place_night.festival_kind = 'navratri'
    and mart_place_night.is_known
