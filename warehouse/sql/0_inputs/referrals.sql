-- The shape of accepted referral rows: one row for each referral to a partner as one batch told it.
select
    cast(null as bigint)  as batch_seq,
    cast(null as varchar) as batch_id,
    cast(null as bigint)  as row_id,
    cast(null as varchar) as unique_no,
    cast(null as varchar) as thana_code,
    cast(null as varchar) as district_code,
    cast(null as varchar) as partner,
    cast(null as date)    as sent_on,
    cast(null as varchar) as letter_no,
    cast(null as date)    as acknowledged_on,
    cast(null as date)    as service_received_on,
    cast(null as varchar) as status,
    cast(null as varchar) as source_file,
    cast(null as varchar) as source_sheet,
    cast(null as bigint)  as source_row
where 1 = 0
