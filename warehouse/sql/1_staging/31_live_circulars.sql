-- One row for each live circular and district: as the last batch that names it told it, unless a later one that states
-- its period, and so speaks for the day of issue, leaves the circular out.
select
    told.*
from accepted_circulars as told
inner join (
    select
        circular_no,
        district_code,
        max(batch_seq) as batch_seq
    from accepted_circulars
    group by
        circular_no,
        district_code
) as latest
    on  latest.circular_no   = told.circular_no
    and latest.district_code = told.district_code
    and latest.batch_seq     = told.batch_seq
left join district_cover
    on  district_cover.return_name   = 'circulars'
    and district_cover.district_code = told.district_code
    and district_cover.day           = told.issued_on
where
    district_cover.stated_batch_seq is null
    or district_cover.stated_batch_seq <= told.batch_seq
