-- One row for each thana and day on which its Kendra was inspected.
select
    thana_code,
    inspected_on       as day,
    count(*)           as n_inspections,
    sum(defects_found) as defects_found
from core_inspection
group by
    thana_code,
    inspected_on
