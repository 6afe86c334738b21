-- One row for each fault of a quarantined row that no later batch has made good by speaking for its thana (or, of a district's return, its district) and day.
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
left join cover
    on  cover.return_name = batch.return_name
    and cover.thana_code  = told.thana_code
    and cover.day         = told.day
left join district_cover
    on  district_cover.return_name   = batch.return_name
    and district_cover.district_code = batch.district_code
    and district_cover.day           = told.day
where
    coalesce(district_cover.batch_seq, cover.batch_seq) is null
    or coalesce(district_cover.batch_seq, cover.batch_seq) <= told.batch_seq
