-- One row for each circular and district in scope that had been issued by a day.
select
    district_code,
    circular_no,
    issued_by,
    issued_on,
    subject,
    due_on,
    complied_on,
    evidence_ref,
    status,
    partial_on
from mart_circular
where
    issued_on <= $as_of
    and {scope}
order by
    issued_on,
    circular_no,
    district_code
