-- One row for each stretch of days that an open case spends in an age band; days before the campaign count on its first day.
select
    thana_code,
    band,
    greatest(enters_on, starts_on) as enters_on,
    leaves_on
from (
    select
        span.thana_code,
        age.band,
        publication.starts_on,
        publication.data_through,
        greatest(span.opens_on, span.received_on + age.from_days) as enters_on,
        least(
            coalesce(span.closes_on, publication.data_through + 1),
            coalesce(span.received_on + age.below_days, publication.data_through + 1),
            publication.data_through + 1
        ) as leaves_on
    from open_span as span
    cross join publication
    cross join age_band as age
) as stay
where
    leaves_on > enters_on
    and leaves_on > starts_on
