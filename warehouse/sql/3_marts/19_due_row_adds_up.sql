-- One row for each row that could contradict itself, those of the case register and of the returns that hang on it left out: met
-- where it was accepted, not where it contradicts itself; each return is a part of its own (D7).
select
    'row_adds_up'         as stream,
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
from row_checked
where
    return_name not in ('cases', 'counselling', 'referrals', 'feedback')
