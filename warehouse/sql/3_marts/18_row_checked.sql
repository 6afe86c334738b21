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
    core_quarantine.return_name,
    core_quarantine.thana_code,
    min(
        case
            when core_quarantine.return_name = 'capacity' then dim_day.month_ends_on
            else core_quarantine.day
        end
    )     as day,
    false as is_accepted
from core_quarantine
inner join rule_adds_up
    on  rule_adds_up.return_name = core_quarantine.return_name
    and rule_adds_up.rule        = core_quarantine.rule
inner join dim_day
    on dim_day.day = core_quarantine.day
where
    core_quarantine.thana_code is not null
group by
    core_quarantine.batch_seq,
    core_quarantine.row_id,
    core_quarantine.return_name,
    core_quarantine.thana_code
