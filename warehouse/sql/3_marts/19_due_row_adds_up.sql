-- One row for each row that could contradict itself: met where it was accepted, not where it contradicts itself; each return is a
-- part of its own (D7). Rows of the case register and of the returns that hang on it are a stream of their own (D7.register).
select
    case
        when ref_return.is_of_register then 'register_row_adds_up'
        else 'row_adds_up'
    end                    as stream,
    row_checked.return_name as part,
    row_checked.thana_code,
    row_checked.return_name,
    cast(null as varchar)  as unique_no,
    row_checked.day         as due_on,
    case
        when row_checked.is_accepted then row_checked.day
    end                    as met_on,
    true                   as is_known,
    cast(null as date)     as doubtful_from,
    cast(null as date)     as void_from
from row_checked
inner join ref_return
    on ref_return.return_name = row_checked.return_name
