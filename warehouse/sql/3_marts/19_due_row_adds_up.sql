-- One row for each row that could contradict itself (D7), accepted or held back because its parts are more than their whole or its
-- dates are out of order; those of the return are a part of their own. A row held back for other faults alone is left out,
-- and so is one whose own thana or day nobody could tell: it falls to no thana.
select
    'row_adds_up'         as stream,
    return_name           as part,
    thana_code,
    return_name,
    cast(null as varchar) as unique_no,
    day                   as due_on,
    day                   as met_on,
    true                  as is_known,
    cast(null as date)    as doubtful_from,
    cast(null as date)    as void_from
from row_told
where
    return_name <> 'awareness'
union all
select
    'row_adds_up'               as stream,
    core_quarantine.return_name as part,
    core_quarantine.thana_code,
    core_quarantine.return_name,
    cast(null as varchar)       as unique_no,
    min(core_quarantine.day)    as due_on,
    cast(null as date)          as met_on,
    true                        as is_known,
    cast(null as date)          as doubtful_from,
    cast(null as date)          as void_from
from core_quarantine
inner join rule_adds_up
    on  rule_adds_up.return_name = core_quarantine.return_name
    and rule_adds_up.rule        = core_quarantine.rule
where
    core_quarantine.thana_code is not null
    and core_quarantine.day is not null
group by
    core_quarantine.batch_seq,
    core_quarantine.row_id,
    core_quarantine.return_name,
    core_quarantine.thana_code
