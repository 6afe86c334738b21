-- One row for each counselling note and each remark of an inspection of which a fingerprint was kept: is_poor where it is shorter than
-- 40 characters, an earlier note of another case of the thana, or the remark of the same rank's inspection before; and that row.
select
    'counselling' as return_name,
    district_code,
    circle_code,
    thana_code,
    held_on       as day,
    batch_seq,
    row_id,
    source_row,
    note_length < 40 or least_so_far <> greatest_so_far      as is_poor,
    case when least_so_far <> greatest_so_far then first_key end as other_key
from (
    select
        district_code,
        circle_code,
        thana_code,
        held_on,
        batch_seq,
        row_id,
        source_row,
        note_length,
        min(unique_no) over (
            partition by
                thana_code,
                note_hash
            order by
                held_on,
                batch_seq,
                row_id
            rows between unbounded preceding and current row
        ) as least_so_far,
        max(unique_no) over (
            partition by
                thana_code,
                note_hash
            order by
                held_on,
                batch_seq,
                row_id
            rows between unbounded preceding and current row
        ) as greatest_so_far,
        min(batch_seq * 4294967296 + row_id) over (
            partition by
                thana_code,
                note_hash
            order by
                held_on,
                batch_seq,
                row_id
            rows between unbounded preceding and 1 preceding
        ) as first_key
    from core_counselling
    where
        status = 'done'
        and note_hash is not null
) as noted
union all
select
    'inspections' as return_name,
    district_code,
    circle_code,
    thana_code,
    inspected_on  as day,
    batch_seq,
    row_id,
    source_row,
    remark_length < 40 or remark_hash = hash_before          as is_poor,
    case when remark_hash = hash_before then key_before end      as other_key
from (
    select
        district_code,
        circle_code,
        thana_code,
        inspected_on,
        batch_seq,
        row_id,
        source_row,
        remark_length,
        remark_hash,
        min(remark_hash) over (
            partition by
                thana_code,
                inspector_rank
            order by
                inspected_on,
                batch_seq,
                row_id
            rows between 1 preceding and 1 preceding
        ) as hash_before,
        min(batch_seq * 4294967296 + row_id) over (
            partition by
                thana_code,
                inspector_rank
            order by
                inspected_on,
                batch_seq,
                row_id
            rows between 1 preceding and 1 preceding
        ) as key_before
    from core_inspection
    where
        remark_hash is not null
) as remarked
