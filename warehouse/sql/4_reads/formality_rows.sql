-- One row for each row of a thana's return that shows a sign of formality on the days of the window: where it stands, its figures,
-- and those of the row that it repeats. As many as are asked for, the latest first; n_all is how many there are.
select
    found.day,
    found.thana_code,
    found.source_file,
    found.source_sheet,
    found.source_row,
    found.other_day,
    found.other_thana_code,
    other_batch.source_file as other_source_file,
    found.other_source_sheet,
    other.source_row        as other_source_row,
    {figures},
    found.n_all
from (
    select
        *,
        count(*) over () as n_all
    from core_formality_row
    where
        {scope}
        and thana_code = $thana_code
        and return_name = $return_name
        and sign = $sign
        and (part = $part or part = '')
        and day between $start_on and $end_on
) as found
inner join {source} as told
    on  told.batch_seq = found.batch_seq
    and told.row_id    = found.row_id
left join {source} as other
    on  other.batch_seq = found.other_batch_seq
    and other.row_id    = found.other_row_id
left join core_batch as other_batch
    on other_batch.batch_seq = found.other_batch_seq
order by
    found.day desc,
    found.source_file,
    found.source_row
limit $cap
