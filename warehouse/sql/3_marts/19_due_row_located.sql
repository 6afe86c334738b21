-- One row for each row that names a thana, accepted or held back because its thana or place is on no list (D12); those of the
-- return are a part of their own. A row held back for another fault is left out, and so is one whose own thana or day nobody
-- could tell: it falls to no thana. Rows of the case register are left out: set against the other rows, which are told
-- elsewhere, their number would give away how few cases a thana has.
select
    'row_located'         as stream,
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
    return_name in ('inspections', 'patrols', 'squad_daily', 'awareness')
union all
select
    'row_located'         as stream,
    return_name           as part,
    thana_code,
    return_name,
    cast(null as varchar) as unique_no,
    min(day)              as due_on,
    cast(null as date)    as met_on,
    true                  as is_known,
    cast(null as date)    as doubtful_from,
    cast(null as date)    as void_from
from core_quarantine
where
    rule in ('thana_unknown', 'place_unknown')
    and return_name in ('inspections', 'patrols', 'squad_daily', 'awareness')
    and thana_code is not null
    and day is not null
group by
    batch_seq,
    row_id,
    return_name,
    thana_code
