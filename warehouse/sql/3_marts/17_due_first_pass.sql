-- One row for each return, thana and month that any file spoke of: met where the very first one passed every critical rule (D5).
-- It falls on the last day of the month of which that file spoke, as its rows do, not on the day on which it came in.
select
    'first_pass'          as stream,
    return_name           as part,
    thana_code,
    return_name,
    cast(null as varchar) as unique_no,
    told_on               as due_on,
    case
        when is_passed then told_on
    end                   as met_on,
    true                  as is_known,
    cast(null as date)    as doubtful_from,
    cast(null as date)    as void_from
from mart_first_file
