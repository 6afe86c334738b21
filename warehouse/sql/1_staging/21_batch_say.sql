-- One row for each published batch and thana for which the batch still holds the live rows of some day.
select distinct
    return_name,
    thana_code,
    batch_seq
from cover
