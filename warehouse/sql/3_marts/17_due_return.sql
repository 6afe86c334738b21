-- One row for each return, thana and month that is due, as received at all and as received by the cut-off (D1, D2).
-- What a district owes as one is left out: it cannot be read at the level of its thanas.
select
    'return_received'         as stream,
    ''                        as part,
    thana_code,
    return_name,
    cast(null as varchar)     as unique_no,
    due_on,
    cast(received_at as date) as met_on,
    true                      as is_known,
    cast(null as date)        as doubtful_from,
    cast(null as date)        as void_from
from core_due
where
    thana_code is not null
union all
select
    'return_on_time'      as stream,
    ''                    as part,
    thana_code,
    return_name,
    cast(null as varchar) as unique_no,
    due_on,
    case
        when received_at <= cut_off_at then cast(received_at as date)
    end                   as met_on,
    true                  as is_known,
    cast(null as date)    as doubtful_from,
    cast(null as date)    as void_from
from core_due
where
    thana_code is not null
