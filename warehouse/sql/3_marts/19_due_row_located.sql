-- One row for each row that names a thana, accepted or held back because its thana or place is on no list (D12); those of the
-- return are a part of their own. A row held back for another fault is left out, and so is one whose own thana or day nobody
-- could tell: it falls to no thana. Rows of the case register are left out: set against the other rows, which are told
-- elsewhere, their number would give away how few cases a thana has.
select
    'row_located'         as stream,
    told.return_name      as part,
    told.thana_code,
    told.return_name,
    cast(null as varchar) as unique_no,
    told.day              as due_on,
    told.met_on,
    true                  as is_known,
    cast(null as date)    as doubtful_from,
    cast(null as date)    as void_from
from (
    select
        return_name,
        thana_code,
        day,
        day as met_on
    from row_told
    union all
    select
        return_name,
        thana_code,
        min(day)           as day,
        cast(null as date) as met_on
    from held_fault
    where
        rule in ('thana_unknown', 'place_unknown')
    group by
        batch_seq,
        row_id,
        return_name,
        thana_code
) as told
inner join core_return
    on  core_return.return_name = told.return_name
    and core_return.speaks_by   = 'day'
    and not core_return.is_of_register
