-- One row for each stretch of days in which a preliminary enquiry is open, or the FIR of a sexual offence is without its final
-- report, and for the part of it beyond the limits of 14 days, and of 60 and 180 days (F4, F6).
select
    pending.unique_no,
    pending.thana_code,
    age.band,
    pending.opens_on                 as since_on,
    pending.opens_on + age.from_days as enters_on,
    pending.closes_on                as leaves_on
from (
    select
        'enquiry'         as kind,
        unique_no,
        thana_code,
        enquiry_opened_on as opens_on,
        case
            when closed_on < cast(fir_registered_on as date) then closed_on
            else coalesce(cast(fir_registered_on as date), closed_on)
        end               as closes_on
    from core_case
    where
        enquiry_opened_on is not null
    union all
    select
        'fir'                           as kind,
        unique_no,
        thana_code,
        cast(fir_registered_on as date) as opens_on,
        final_report_on                 as closes_on
    from core_case
    where
        category in ('sexual_offence', 'pocso')
        and fir_registered_on is not null
) as pending
inner join (
    select 'enquiry' as kind, 'enquiry' as band, 0 as from_days
    union all
    select 'enquiry' as kind, 'enquiry_over_14' as band, 15 as from_days
    union all
    select 'fir' as kind, 'fir' as band, 0 as from_days
    union all
    select 'fir' as kind, 'fir_over_60' as band, 61 as from_days
    union all
    select 'fir' as kind, 'fir_over_180' as band, 181 as from_days
) as age
    on age.kind = pending.kind
