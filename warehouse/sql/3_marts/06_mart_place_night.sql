-- One row for each festive place, festival and night on which the place stands. A pandal or Ramlila without dates of its own stands
-- every night of every Navratri; anything else only within its own dates. night_no counts the festival's nights, place_night_no
-- those of the place. Where no patrol return of its thana was accepted for the night the counts are null, not zero. A night without
-- a visit is known only with the next day's return too, which tells of the hours after midnight; till then it is awaited.
select
    night.place_code,
    night.district_code,
    night.circle_code,
    night.thana_code,
    night.kind,
    night.crowd_category,
    night.festival_code,
    night.festival_kind,
    night.night_no,
    night.place_night_no,
    night.night,
    night.is_known,
    night.is_told and not night.is_known as is_awaited,
    case when night.is_known then coalesce(night.n_visits, 0) end              as n_visits,
    case when night.is_known then coalesce(night.n_peak, 0) end                as n_peak,
    case when night.is_known then coalesce(night.n_peak_unknown, 0) end        as n_peak_unknown,
    case when night.is_known then coalesce(night.n_with_woman, 0) end          as n_with_woman,
    case when night.is_known then coalesce(night.n_woman_unknown, 0) end       as n_woman_unknown,
    case when night.is_known then coalesce(night.n_late, 0) end                as n_late,
    case when night.is_known then coalesce(night.n_late_with_woman, 0) end     as n_late_with_woman,
    case when night.is_known then coalesce(night.n_late_woman_unknown, 0) end  as n_late_woman_unknown,
    case when night.is_known then night.seen_on end                           as seen_on,
    case when night.is_known then night.seen_at_peak_on end                   as seen_at_peak_on
from (
    select
        standing.*,
        accepted.day is not null as is_told,
        accepted.day is not null and (visit.seen_on is not null or next_day.day is not null) as is_known,
        visit.n_visits,
        visit.n_peak,
        visit.n_peak_unknown,
        visit.n_with_woman,
        visit.n_woman_unknown,
        visit.n_late,
        visit.n_late_with_woman,
        visit.n_late_woman_unknown,
        visit.seen_on,
        visit.seen_at_peak_on
    from (
        select
            dim_place.place_code,
            dim_place.district_code,
            dim_place.circle_code,
            dim_place.thana_code,
            dim_place.kind,
            dim_place.crowd_category,
            festival.code as festival_code,
            festival.kind as festival_kind,
            cast(n_days(festival.starts_on, dim_day.day) + 1 as bigint) as night_no,
            row_number() over (
                partition by
                    dim_place.place_code,
                    festival.code
                order by
                    dim_day.day
            )           as place_night_no,
            dim_day.day as night
        from dim_place
        inner join dim_thana
            on dim_thana.thana_code = dim_place.thana_code
        inner join dim_calendar as festival
            on  (
                dim_place.kind in ('pandal', 'ramlila')
                and festival.kind = 'navratri'
            )
            or  (
                dim_place.kind in ('ramlila', 'mela', 'ravan_dahan', 'procession')
                and dim_place.active_from is not null
                and dim_place.active_to is not null
                and (
                    festival.kind in ('navratri', 'mela')
                    or (festival.kind = 'holiday' and dim_place.kind <> 'mela')
                )
            )
        inner join dim_day
            on  dim_day.day between festival.starts_on and coalesce(festival.ends_on, festival.starts_on)
            and (dim_place.active_from is null or dim_place.active_from <= dim_day.day)
            and (dim_place.active_to is null or dim_place.active_to >= dim_day.day)
            and (dim_thana.valid_from is null or dim_thana.valid_from <= dim_day.day)
            and (dim_thana.valid_to is null or dim_thana.valid_to >= dim_day.day)
    ) as standing
    left join core_accepted as accepted
        on  accepted.return_name = 'patrols'
        and accepted.thana_code  = standing.thana_code
        and accepted.day         = standing.night
    left join core_accepted as next_day
        on  next_day.return_name = 'patrols'
        and next_day.thana_code  = standing.thana_code
        and next_day.day         = standing.night + 1
    left join festive_visit as visit
        on  visit.place_code = standing.place_code
        and visit.night      = standing.night
) as night
