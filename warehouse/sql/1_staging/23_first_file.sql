-- One row for each return, thana and month that any file spoke of, published or held: the first file to do so.
select
    file_told.return_name,
    file_told.thana_code,
    ref_day.month_starts_on,
    min(file_told.batch_seq) as batch_seq
from file_told
inner join ref_day
    on ref_day.day between file_told.first_day and file_told.last_day
group by
    file_told.return_name,
    file_told.thana_code,
    ref_day.month_starts_on
