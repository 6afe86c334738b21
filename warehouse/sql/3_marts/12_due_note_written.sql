-- One row for each session held, for its note (K7): of 40 characters or more, and not the note of an earlier session of another
-- case of the same thana, so that all sessions with it so far are of one case. Only fingerprints of notes are kept; without
-- one nobody can say.
select
    'note_written'        as stream,
    ''                    as part,
    thana_code,
    'counselling'         as return_name,
    unique_no,
    held_on               as due_on,
    case
        when note_length >= 40 and least_so_far = greatest_so_far then held_on
    end                   as met_on,
    note_hash is not null as is_known,
    cast(null as date)    as doubtful_from,
    cast(null as date)    as void_from
from (
    select
        thana_code,
        unique_no,
        held_on,
        note_length,
        note_hash,
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
        ) as greatest_so_far
    from core_counselling
    where
        status = 'done'
) as told
