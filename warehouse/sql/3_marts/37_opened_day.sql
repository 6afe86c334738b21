-- One row for each thana and day on which a case was received: all of them, and those of harassment in the street.
select
    thana_code,
    received_on as day,
    count(*)    as n_opened,
    count(case when category = 'street_harassment' then 1 end) as n_street_harassment
from core_case
group by
    thana_code,
    received_on
