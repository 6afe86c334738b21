-- One row for each case that was found to need an FIR: due within 24 hours (F2). Where a time is missing, the same day is in
-- time, of the next day nobody can say from then on, and two days or more are late whatever the hour was.
select
    'fir_24h'                       as stream,
    ''                              as part,
    thana_code,
    'cases'                         as return_name,
    unique_no,
    cast(fir_needed_on as date) + 1 as due_on,
    case
        when has_both_times and fir_registered_on <= fir_needed_on + interval '24' hour then cast(fir_registered_on as date)
        when not has_both_times and is_same_day then cast(fir_registered_on as date)
    end                             as met_on,
    true                            as is_known,
    case
        when not has_both_times and is_next_day then cast(fir_registered_on as date)
    end                             as doubtful_from,
    cast(null as date)              as void_from
from (
    select
        unique_no,
        thana_code,
        fir_needed_on,
        fir_registered_on,
        coalesce(fir_needed_has_time, false) and coalesce(fir_registered_has_time, false) as has_both_times,
        cast(fir_registered_on as date) = cast(fir_needed_on as date)                     as is_same_day,
        cast(fir_registered_on as date) = cast(fir_needed_on as date) + 1                 as is_next_day
    from core_case
    where
        fir_needed_on is not null
) as needed
