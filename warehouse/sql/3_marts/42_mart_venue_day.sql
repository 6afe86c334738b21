-- One row for each awareness venue and day on which a programme was held there; the venue is known by a hash of its name.
select
    district_code,
    circle_code,
    thana_code,
    venue_kind,
    venue_hash,
    held_on  as day,
    count(*) as n_programmes
from core_awareness
where
    venue_hash is not null
group by
    district_code,
    circle_code,
    thana_code,
    venue_kind,
    venue_hash,
    held_on
order by
    held_on,
    thana_code
