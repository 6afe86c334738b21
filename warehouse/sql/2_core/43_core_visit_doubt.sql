-- One row for each visit and reason to ask about it: another visit of the same squad goes on in the same minutes; the squad would have
-- had to travel faster than 60 km/h in a straight line, and more than a kilometre, from the one before or to the next; the
-- position told lies more than 250 m from the listed place. Of several others the worst is named.
select
    doubt.batch_seq,
    doubt.row_id,
    visit.district_code,
    visit.circle_code,
    visit.thana_code,
    visit.squad,
    visit.visited_on,
    doubt.reason,
    doubt.other_batch_seq,
    doubt.other_row_id,
    doubt.distance_m,
    doubt.gap_minutes,
    doubt.speed_kmh
from (
    select
        found.*,
        row_number() over (
            partition by
                found.batch_seq,
                found.row_id,
                found.reason
            order by
                found.gap_minutes - coalesce(found.distance_m, 0) / 1000,
                found.other_batch_seq,
                found.other_row_id
        ) as rank_no
    from (
        select
            one.batch_seq,
            one.row_id,
            'overlap'       as reason,
            other.batch_seq as other_batch_seq,
            other.row_id    as other_row_id,
            distance_m(one.place_lat, one.place_lon, other.place_lat, other.place_lon) as distance_m,
            greatest(one.begins_at, other.begins_at) - least(one.ends_at, other.ends_at) as gap_minutes,
            cast(null as double) as speed_kmh
        from visit_by_day as one
        inner join visit_by_day as other
            on  other.thana_code = one.thana_code
            and other.squad      = one.squad
            and other.goes_on    = one.goes_on
            and other.begins_at  < one.ends_at
            and one.begins_at    < other.ends_at
            and one.begins_at    < one.ends_at
            and other.begins_at  < other.ends_at
            and (other.batch_seq <> one.batch_seq or other.row_id <> one.row_id)
        union
        select
            case when side.is_later then pair.batch_seq else pair.before_batch_seq end as batch_seq,
            case when side.is_later then pair.row_id else pair.before_row_id end       as row_id,
            'too_fast' as reason,
            case when side.is_later then pair.before_batch_seq else pair.batch_seq end as other_batch_seq,
            case when side.is_later then pair.before_row_id else pair.row_id end       as other_row_id,
            pair.distance_m,
            pair.gap_minutes,
            pair.distance_m * 0.06 / nullif(pair.gap_minutes, 0) as speed_kmh
        from visit_before as pair
        cross join (
            select true as is_later
            union all
            select false as is_later
        ) as side
        where
            pair.gap_minutes >= 0
            and pair.distance_m > 1000
            and pair.distance_m * 0.06 > 60 * pair.gap_minutes
        union
        select
            batch_seq,
            row_id,
            'far_from_place'       as reason,
            cast(null as bigint)   as other_batch_seq,
            cast(null as bigint)   as other_row_id,
            distance_m(lat, lon, place_lat, place_lon) as distance_m,
            cast(null as bigint)   as gap_minutes,
            cast(null as double)   as speed_kmh
        from visit_evening
        where
            distance_m(lat, lon, place_lat, place_lon) > 250
    ) as found
) as doubt
inner join visit_evening as visit
    on  visit.batch_seq = doubt.batch_seq
    and visit.row_id    = doubt.row_id
where
    doubt.rank_no = 1
