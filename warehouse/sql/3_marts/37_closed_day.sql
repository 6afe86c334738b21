-- One row for each thana and day on which a case was closed.
select
    thana_code,
    closed_on as day,
    count(*)  as n_closed
from core_case
where
    closed_on is not null
group by
    thana_code,
    closed_on
