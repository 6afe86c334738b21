-- One row for each stretch of days in which a case is open: from receipt to closure, and again from reopening. A dowry matter in
-- which the woman is said not to be injured may lawfully wait for two months (BNS 85).
select
    unique_no,
    thana_code,
    received_on,
    received_on as opens_on,
    case
        when reopened_on <= closed_on then cast(null as date)
        else closed_on
    end         as closes_on,
    true        as is_first,
    coalesce(category = 'dowry' and not injured, false) as is_lawful_kind
from core_case
union all
select
    unique_no,
    thana_code,
    received_on,
    reopened_on        as opens_on,
    cast(null as date) as closes_on,
    false              as is_first,
    coalesce(category = 'dowry' and not injured, false) as is_lawful_kind
from core_case
where
    reopened_on > closed_on
