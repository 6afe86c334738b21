-- One row for each row that could contradict itself, of the returns of thanas: accepted, or held back because its parts are more
-- than their whole or its dates are out of order. A row held back for other faults alone is left out, and so is one whose own
-- thana or day nobody could tell: it falls to no thana.
select
    return_name,
    thana_code,
    day,
    true as is_accepted
from row_told
where
    return_name <> 'awareness'
union all
select
    held_fault.return_name,
    held_fault.thana_code,
    min(held_fault.day) as day,
    false               as is_accepted
from held_fault
inner join rule_adds_up
    on  rule_adds_up.return_name = held_fault.return_name
    and rule_adds_up.rule        = held_fault.rule
group by
    held_fault.batch_seq,
    held_fault.row_id,
    held_fault.return_name,
    held_fault.thana_code
