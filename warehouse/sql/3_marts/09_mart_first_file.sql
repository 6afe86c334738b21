-- One row for each return, thana and month that any file spoke of, published or held: the last day of the month of which the
-- first such file spoke, and whether it passed every critical rule.
select
    first_file.return_name,
    dim_thana.district_code,
    dim_thana.circle_code,
    first_file.thana_code,
    first_file.month_starts_on,
    max(ref_day.day) as told_on,
    file_told.is_passed
from first_file
inner join file_told
    on  file_told.batch_seq   = first_file.batch_seq
    and file_told.return_name = first_file.return_name
    and file_told.thana_code  = first_file.thana_code
    and file_told.thana_code  = first_file.thana_code
inner join ref_day
    on  ref_day.month_starts_on = first_file.month_starts_on
    and ref_day.day between file_told.first_day and file_told.last_day
inner join dim_thana
    on dim_thana.thana_code = first_file.thana_code
group by
    first_file.return_name,
    dim_thana.district_code,
    dim_thana.circle_code,
    first_file.thana_code,
    first_file.month_starts_on,
    file_told.is_passed
