-- One row for each place and evening with a visit to it: how many, how many in the peak (19 to 23 h) and how many whose time
-- leaves that open, how many with a woman officer or without word of it, how many of all these came after midnight and so with the
-- return of the next day, and the days on which this became known.
select
    place_code,
    night,
    count(*)                                                               as n_visits,
    cast(sum(case when is_peak then 1 else 0 end) as bigint)               as n_peak,
    cast(sum(case when is_peak is null then 1 else 0 end) as bigint)       as n_peak_unknown,
    cast(sum(case when women_officers > 0 then 1 else 0 end) as bigint)    as n_with_woman,
    cast(sum(case when women_officers is null then 1 else 0 end) as bigint) as n_woman_unknown,
    cast(sum(case when visited_on > night then 1 else 0 end) as bigint)    as n_late,
    cast(sum(case when visited_on > night and women_officers > 0 then 1 else 0 end) as bigint)     as n_late_with_woman,
    cast(sum(case when visited_on > night and women_officers is null then 1 else 0 end) as bigint) as n_late_woman_unknown,
    min(visited_on)                                                        as seen_on,
    min(case when is_peak then visited_on end)                             as seen_at_peak_on
from (
    select
        place_code,
        night,
        visited_on,
        women_officers,
        case
            when begins >= 1140 and begins < 1380 then true
            when begins >= 1380 then false
            else begins < 1140 and ends > 1140
        end as is_peak
    from visit_evening
) as visit
group by
    place_code,
    night
