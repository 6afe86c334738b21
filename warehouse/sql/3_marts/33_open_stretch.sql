-- One row for each stretch of days that an open case spends in an age band; the last one is open-ended. Its age
-- runs from since_on.
select
    span.unique_no,
    span.thana_code,
    age.band,
    span.received_on                                          as since_on,
    greatest(span.opens_on, span.received_on + age.from_days) as enters_on,
    case
        when span.closes_on < span.received_on + age.below_days then span.closes_on
        else coalesce(span.received_on + age.below_days, span.closes_on)
    end                                                       as leaves_on
from open_span as span
inner join age_band as age
    on age.is_lawful_kind is null
    or age.is_lawful_kind = span.is_lawful_kind
