-- One row for each row that came in, those of the case register and of the returns that hang on it left out: met where it was
-- accepted, not where it is still held back; each return is a part of its own (D6).
select
    'row_accepted'          as stream,
    row_arrived.return_name as part,
    row_arrived.thana_code,
    row_arrived.return_name,
    cast(null as varchar)   as unique_no,
    row_arrived.day         as due_on,
    case
        when row_arrived.is_accepted then row_arrived.day
    end                     as met_on,
    true                    as is_known,
    cast(null as date)      as doubtful_from,
    cast(null as date)      as void_from
from row_arrived
inner join core_return
    on  core_return.return_name = row_arrived.return_name
    and not core_return.is_of_register
