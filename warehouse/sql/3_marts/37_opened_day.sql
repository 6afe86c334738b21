-- One row for each thana and day on which a case was received.
select
    thana_code,
    received_on as day,
    count(*)    as n_opened
from core_case
group by
    thana_code,
    received_on
