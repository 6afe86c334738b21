-- One row for each row that came in, those of the case register and of the returns that hang on it left out: met where it was
-- accepted, not where it is still held back; each return is a part of its own (D6).
select
    'row_accepted'        as stream,
    return_name           as part,
    thana_code,
    return_name,
    cast(null as varchar) as unique_no,
    day                   as due_on,
    case
        when is_accepted then day
    end                   as met_on,
    true                  as is_known,
    cast(null as date)    as doubtful_from,
    cast(null as date)    as void_from
from row_arrived
where
    return_name not in ('cases', 'counselling', 'referrals', 'feedback')
