-- One row for each thana, day of receipt and stretch of days in which cases are open, with how many are; open-ended where not
-- closed. A case that was reopened has a second stretch.
select
    dim_thana.district_code,
    dim_thana.circle_code,
    open_span.thana_code,
    open_span.received_on,
    open_span.opens_on,
    open_span.closes_on,
    open_span.is_first,
    open_span.is_lawful_kind,
    count(*) as n
from open_span
inner join dim_thana
    on dim_thana.thana_code = open_span.thana_code
group by
    dim_thana.district_code,
    dim_thana.circle_code,
    open_span.thana_code,
    open_span.received_on,
    open_span.opens_on,
    open_span.closes_on,
    open_span.is_first,
    open_span.is_lawful_kind
order by
    open_span.received_on,
    open_span.thana_code
