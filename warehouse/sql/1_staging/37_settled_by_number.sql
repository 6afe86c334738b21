-- One row for each quarantined row of the register whose number a later file tells again. Where the number itself is in
-- doubt it must be told of the same thana and day: another case may bear it rightly.
select distinct
    told.batch_seq,
    told.row_id
from quarantined_row as told
inner join number_told
    on  number_told.unique_no = told.unique_no
    and number_told.batch_seq > told.batch_seq
where
    told.return_name = 'cases'
    and (
        told.is_followed_by_number
        or (number_told.thana_code = told.thana_code and number_told.day = told.day)
    )
