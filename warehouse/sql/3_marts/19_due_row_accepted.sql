-- One row for each row that came in: met where it was accepted, not where it is still held back; each return is a part of its own
-- (D6). Rows of the case register and of the returns that hang on it count women: they are a stream of their own (D6.register).
select
    case
        when ref_return.is_of_register then 'register_row_accepted'
        else 'row_accepted'
    end                    as stream,
    row_arrived.return_name as part,
    row_arrived.thana_code,
    row_arrived.return_name,
    cast(null as varchar)  as unique_no,
    row_arrived.day         as due_on,
    case
        when row_arrived.is_accepted then row_arrived.day
    end                    as met_on,
    true                   as is_known,
    cast(null as date)     as doubtful_from,
    cast(null as date)     as void_from
from row_arrived
inner join ref_return
    on ref_return.return_name = row_arrived.return_name
