-- One row for each row of the case register and of the returns that hang on it that could contradict itself. They count women and
-- are told only as far as such counts are (D7.register).
select
    'register_row_adds_up' as stream,
    return_name            as part,
    thana_code,
    return_name,
    cast(null as varchar)  as unique_no,
    day                    as due_on,
    case
        when is_accepted then day
    end                    as met_on,
    true                   as is_known,
    cast(null as date)     as doubtful_from,
    cast(null as date)     as void_from
from row_checked
where
    return_name in ('cases', 'counselling', 'referrals', 'feedback')
