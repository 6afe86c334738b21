-- One row for each sign of formality and row of a return that shows it; with the row that it repeats, where there is one.
select
    told.district_code,
    told.circle_code,
    told.thana_code,
    told.return_name,
    told.sign,
    told.part,
    told.day,
    told.batch_seq,
    told.row_id,
    core_batch.source_file,
    own_sheet.source_sheet,
    told.source_row,
    other.batch_seq          as other_batch_seq,
    other.row_id             as other_row_id,
    other.thana_code         as other_thana_code,
    other.day                as other_day,
    other_sheet.source_sheet as other_source_sheet
from formality_told as told
inner join core_batch
    on core_batch.batch_seq = told.batch_seq
left join formality_sheet as own_sheet
    on  own_sheet.batch_seq = told.batch_seq
    and own_sheet.row_id    = told.row_id
left join (
    select
        batch_seq,
        row_id,
        thana_code,
        day,
        batch_seq * 4294967296 + row_id as row_key
    from formality_told
    group by
        batch_seq,
        row_id,
        thana_code,
        day
) as other
    on other.row_key = told.other_key
left join formality_sheet as other_sheet
    on  other_sheet.batch_seq = other.batch_seq
    and other_sheet.row_id    = other.row_id
where
    told.is_shown
