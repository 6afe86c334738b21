-- One row for each quarantined row of a published batch. A row of the register is followed by its number where that is
-- readable and not itself in doubt; every other row is followed by its thana and day.
select
    told.batch_seq,
    told.row_id,
    batch.return_name,
    batch.district_code,
    told.thana_code,
    told.day,
    told.unique_no,
    case
        when batch.return_name = 'cases' and told.unique_no is not null
            then max(case when told.rule in ('number_conflict', 'unique_no_invalid') then 1 else 0 end) = 0
        else false
    end as is_followed_by_number
from quarantined_rows as told
inner join published_batch as batch
    on batch.batch_seq = told.batch_seq
group by
    told.batch_seq,
    told.row_id,
    batch.return_name,
    batch.district_code,
    told.thana_code,
    told.day,
    told.unique_no
