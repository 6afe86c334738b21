-- One row for each return, thana and day for which a return was accepted; what is not here is not zero but unknown.
select
    cover.return_name,
    dim_thana.district_code,
    dim_thana.circle_code,
    cover.thana_code,
    cover.day,
    cover.batch_seq,
    cover.first_received_at
from cover
inner join dim_thana
    on dim_thana.thana_code = cover.thana_code
