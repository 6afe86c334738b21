-- One row for each awareness programme; n_departments of two or more make it a joint one.
select
    dim_thana.district_code,
    dim_thana.circle_code,
    live_awareness.thana_code,
    live_awareness.held_on,
    live_awareness.venue_kind,
    live_awareness.venue_hash,
    live_awareness.departments,
    coalesce(n_items(live_awareness.departments), 0) as n_departments,
    live_awareness.women,
    live_awareness.men,
    live_awareness.girls,
    live_awareness.boys,
    live_awareness.pamphlets,
    live_awareness.folders,
    live_awareness.helplines,
    live_awareness.schemes,
    live_awareness.victims_met,
    live_awareness.families_counselled,
    live_awareness.self_defence,
    live_awareness.batch_seq,
    live_awareness.row_id,
    live_awareness.source_row
from live_awareness
inner join dim_thana
    on dim_thana.thana_code = live_awareness.thana_code
