-- One row for each case of the register, by its unique number. FIR numbers of sexual and POCSO matters are masked.
select
    live_cases.unique_no,
    dim_thana.district_code,
    dim_thana.circle_code,
    live_cases.thana_code,
    live_cases.received_on,
    live_cases.entered_on,
    live_cases.incident_on,
    live_cases.channel,
    live_cases.category,
    live_cases.age_band,
    live_cases.injured,
    live_cases.high_risk,
    live_cases.heard_on,
    live_cases.alleged_false,
    live_cases.counselling_needed,
    live_cases.plan_approved_on,
    live_cases.fir_needed_on,
    live_cases.fir_needed_has_time,
    live_cases.fir_registered_on,
    live_cases.fir_registered_has_time,
    case
        when live_cases.fir_no is null then null
        when live_cases.category in ('sexual_offence', 'pocso') then '•••'
        else live_cases.fir_no
    end as fir_no,
    live_cases.enquiry_opened_on,
    live_cases.final_report_on,
    live_cases.preventive_action,
    live_cases.closed_on,
    live_cases.outcome,
    live_cases.reopened_on,
    live_cases.identity_recorded,
    live_cases.mobile_recorded,
    live_cases.address_recorded,
    live_cases.batch_seq,
    live_cases.row_id,
    live_cases.source_row
from live_cases
inner join dim_thana
    on dim_thana.thana_code = live_cases.thana_code
