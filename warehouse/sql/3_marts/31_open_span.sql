-- One row for each stretch of days in which a case is open: from receipt to closure, and again from reopening.
select
    thana_code,
    received_on,
    received_on as opens_on,
    case
        when reopened_on <= closed_on then cast(null as date)
        else closed_on
    end         as closes_on
from core_case
union all
select
    thana_code,
    received_on,
    reopened_on        as opens_on,
    cast(null as date) as closes_on
from core_case
where
    reopened_on > closed_on
