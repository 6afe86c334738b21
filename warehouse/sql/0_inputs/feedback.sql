-- The shape of accepted feedback rows: one row for each call as one batch told it.
select
    cast(null as bigint)  as batch_seq,
    cast(null as varchar) as batch_id,
    cast(null as bigint)  as row_id,
    cast(null as varchar) as unique_no,
    cast(null as varchar) as thana_code,
    cast(null as varchar) as district_code,
    cast(null as date)    as called_on,
    cast(null as varchar) as caller,
    cast(null as varchar) as result,
    cast(null as date)    as recontacted_on,
    cast(null as varchar) as source_file,
    cast(null as varchar) as source_sheet,
    cast(null as bigint)  as source_row
where 1 = 0
