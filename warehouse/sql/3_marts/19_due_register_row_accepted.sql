-- One row for each row of the case register and of the returns that hang on it that came in: met where it was accepted. They
-- count women and are told only as far as such counts are (D6.register).
select
    'register_row_accepted' as stream,
    return_name             as part,
    thana_code,
    return_name,
    cast(null as varchar)   as unique_no,
    day                     as due_on,
    case
        when is_accepted then day
    end                     as met_on,
    true                    as is_known,
    cast(null as date)      as doubtful_from,
    cast(null as date)      as void_from
from row_arrived
where
    return_name in ('cases', 'counselling', 'referrals', 'feedback')
