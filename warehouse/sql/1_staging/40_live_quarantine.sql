-- One row for each fault of a quarantined row that no later batch has made good or told anew.
select distinct
    told.batch_id,
    told.batch_seq,
    told.row_id,
    batch.return_name,
    batch.district_code,
    told.thana_code,
    told.day,
    told.unique_no,
    told.field,
    told.rule,
    told.value,
    told.suggestion,
    told.source_sheet,
    told.source_row
from quarantined_rows as told
inner join published_batch as batch
    on batch.batch_seq = told.batch_seq
left join settled_by_number
    on  settled_by_number.batch_seq = told.batch_seq
    and settled_by_number.row_id    = told.row_id
left join settled_by_day
    on  settled_by_day.batch_seq = told.batch_seq
    and settled_by_day.row_id    = told.row_id
left join settled_with_batch
    on  settled_with_batch.batch_seq = told.batch_seq
    and settled_with_batch.row_id    = told.row_id
where
    settled_by_number.row_id is null
    and settled_by_day.row_id is null
    and settled_with_batch.row_id is null
