-- One row for each visit of a squad to a listed place, with the evening that it belongs to (a visit that begins before six in the
-- morning to the one before), its begin and end in minutes on one line of time (an end before the begin is of the next day), the
-- listed place with its home thana, and whether it came to a place with hours about its bell: 45 minutes around either.
select
    visit.batch_seq,
    visit.row_id,
    visit.district_code,
    visit.circle_code,
    visit.thana_code,
    coalesce(visit.squad, '') as squad,
    visit.visited_on,
    case when visit.begins < 360 then visit.visited_on - 1 else visit.visited_on end as night,
    visit.begins,
    visit.ends,
    visit.day_no * 1440 + visit.begins as begins_at,
    visit.day_no * 1440 + visit.ends   as ends_at,
    visit.ends - visit.begins          as n_minutes,
    visit.officers,
    visit.women_officers,
    visit.lat,
    visit.lon,
    visit.place_code,
    dim_place.kind,
    dim_place.crowd_category,
    dim_place.district_code    as home_district_code,
    dim_place.circle_code      as home_circle_code,
    dim_place.thana_code       as home_thana_code,
    dim_place.lat              as place_lat,
    dim_place.lon              as place_lon,
    case
        when visit.begins is null or visit.ends is null or dim_place.opens_at is null or dim_place.closes_at is null then null
        when visit.begins <= minute_of_day(dim_place.opens_at) + 45 and visit.ends >= minute_of_day(dim_place.opens_at) - 45 then 1
        when visit.begins <= minute_of_day(dim_place.closes_at) + 45 and visit.ends >= minute_of_day(dim_place.closes_at) - 45 then 1
        else 0
    end as is_at_bell
from (
    select
        timed.*,
        case when timed.until < timed.begins then timed.until + 1440 else timed.until end as ends
    from (
        select
            core_patrol.*,
            n_days(date '2000-01-01', visited_on) as day_no,
            minute_of_day(from_time)              as begins,
            minute_of_day(to_time)                as until
        from core_patrol
    ) as timed
) as visit
inner join dim_place
    on dim_place.place_code = visit.place_code
