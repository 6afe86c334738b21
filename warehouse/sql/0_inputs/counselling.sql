-- The shape of accepted counselling rows: one row for each session as one batch told it.
select
    cast(null as bigint)    as batch_seq,
    cast(null as varchar)   as batch_id,
    cast(null as bigint)    as row_id,
    cast(null as varchar)   as unique_no,
    cast(null as varchar)   as thana_code,
    cast(null as varchar)   as district_code,
    cast(null as bigint)    as session_no,
    cast(null as date)      as held_on,
    cast(null as varchar)   as dimension,
    cast(null as varchar)   as status,
    cast(null as varchar[]) as present,
    cast(null as varchar)   as outcome,
    cast(null as date)      as next_on,
    cast(null as varchar)   as counsellor_kind,
    cast(null as varchar)   as reason,
    cast(null as integer)   as note_length,
    cast(null as varchar)   as note_hash,
    cast(null as varchar)   as source_file,
    cast(null as varchar)   as source_sheet,
    cast(null as bigint)    as source_row
where 1 = 0
