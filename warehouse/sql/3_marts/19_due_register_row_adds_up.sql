-- One row for each row of the case register and of the returns that hang on it that could contradict itself. They count women and
-- are told only as far as such counts are (D7.register).
select
    'register_row_adds_up'  as stream,
    row_checked.return_name as part,
    row_checked.thana_code,
    row_checked.return_name,
    cast(null as varchar)   as unique_no,
    row_checked.day         as due_on,
    case
        when row_checked.is_accepted then row_checked.day
    end                     as met_on,
    true                    as is_known,
    cast(null as date)      as doubtful_from,
    cast(null as date)      as void_from
from row_checked
inner join core_return
    on  core_return.return_name = row_checked.return_name
    and core_return.is_of_register
