-- One row for each kind of duration, thana, return, day on which it ended and length, with how many there are: the days between two
-- sittings of a case (K4), the whole hours from the finding that an FIR is needed to the FIR, where both times are told, and the
-- whole hours by which a thana's return came in after its cut-off (D3), on the day on which it came.
select
    ended.stream,
    dim_thana.district_code,
    dim_thana.circle_code,
    ended.thana_code,
    ended.return_name,
    ended.day,
    cast(ended.amount as bigint) as amount,
    count(*)                     as n
from (
    select
        'session_gap'              as stream,
        thana_code,
        'counselling'              as return_name,
        held_on                    as day,
        n_days(before_on, held_on) as amount
    from sitting
    where
        before_on is not null
    union all
    select
        'fir_hours'                               as stream,
        thana_code,
        'cases'                                   as return_name,
        cast(fir_registered_on as date)           as day,
        n_hours(fir_needed_on, fir_registered_on) as amount
    from core_case
    where
        fir_needed_has_time
        and fir_registered_has_time
        and fir_registered_on >= fir_needed_on
    union all
    select
        'late_hours'                     as stream,
        thana_code,
        return_name,
        cast(received_at as date)        as day,
        n_hours(cut_off_at, received_at) as amount
    from core_due
    where
        thana_code is not null
        and received_at > cut_off_at
) as ended
inner join dim_thana
    on dim_thana.thana_code = ended.thana_code
group by
    ended.stream,
    dim_thana.district_code,
    dim_thana.circle_code,
    ended.thana_code,
    ended.return_name,
    ended.day,
    ended.amount
order by
    ended.stream,
    ended.day,
    ended.thana_code
