-- One row for each gram panchayat, ward, school or college and day on which an awareness programme was held there, in thanas for which such
-- venues are listed. The venue is known by a number that holds within one snapshot only.
select
    core_awareness.district_code,
    core_awareness.circle_code,
    core_awareness.thana_code,
    core_awareness.venue_kind,
    dense_rank() over (
        order by
            core_awareness.thana_code,
            core_awareness.venue_kind,
            core_awareness.venue_hash
    )                      as venue_no,
    core_awareness.held_on as day,
    count(*)               as n_programmes
from core_awareness
inner join ref_base
    on ref_base.thana_code = core_awareness.thana_code
where
    core_awareness.venue_hash is not null
    and (
        (core_awareness.venue_kind = 'gram_panchayat' and ref_base.n_gram_panchayats > 0)
        or (core_awareness.venue_kind = 'ward' and ref_base.n_wards > 0)
        or (core_awareness.venue_kind = 'school' and ref_base.n_schools > 0)
        or (core_awareness.venue_kind = 'college' and ref_base.n_colleges > 0)
    )
group by
    core_awareness.district_code,
    core_awareness.circle_code,
    core_awareness.thana_code,
    core_awareness.venue_kind,
    core_awareness.venue_hash,
    core_awareness.held_on
