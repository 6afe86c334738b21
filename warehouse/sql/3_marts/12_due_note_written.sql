-- One row for each session held, for its note (K7): of 40 characters or more, and not the note of an earlier session of another
-- case of the same thana, so that all sessions with it so far are of its own case. Only fingerprints of notes are kept; without
-- one nobody can say.
select
    'note_written'        as stream,
    ''                    as part,
    thana_code,
    'counselling'         as return_name,
    unique_no,
    held_on               as due_on,
    case
        when note_length >= 40 and n_so_far = n_so_far_of_case then held_on
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
        row_number() over (
            partition by
                thana_code,
                note_hash
            order by
                held_on,
                batch_seq,
                row_id
        ) as n_so_far,
        row_number() over (
            partition by
                thana_code,
                note_hash,
                unique_no
            order by
                held_on,
                batch_seq,
                row_id
        ) as n_so_far_of_case
    from core_counselling
    where
        status = 'done'
) as told
