-- The shape of accepted circular rows: one row for each circular and district as one batch told it.
select
    cast(null as bigint)  as batch_seq,
    cast(null as varchar) as batch_id,
    cast(null as bigint)  as row_id,
    cast(null as varchar) as thana_code,
    cast(null as varchar) as district_code,
    cast(null as varchar) as circular_no,
    cast(null as varchar) as issued_by,
    cast(null as date)    as issued_on,
    cast(null as varchar) as subject,
    cast(null as date)    as due_on,
    cast(null as date)    as complied_on,
    cast(null as varchar) as evidence_ref,
    cast(null as varchar) as status,
    cast(null as varchar) as source_file,
    cast(null as varchar) as source_sheet,
    cast(null as bigint)  as source_row
where 1 = 0
