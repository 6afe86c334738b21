-- One row for each thana and day from the start of the campaign to the last day reported, with which returns were accepted, and
-- whether it is one of the two days before a review.
select
    dim_thana.district_code,
    dim_thana.circle_code,
    dim_thana.thana_code,
    dim_day.day,
    coalesce(accepted.is_cases_accepted, 0) = 1       as is_cases_accepted,
    coalesce(accepted.is_counselling_accepted, 0) = 1 as is_counselling_accepted,
    coalesce(accepted.is_inspections_accepted, 0) = 1 as is_inspections_accepted,
    coalesce(accepted.is_patrols_accepted, 0) = 1     as is_patrols_accepted,
    coalesce(accepted.is_squad_daily_accepted, 0) = 1 as is_squad_daily_accepted,
    coalesce(accepted.is_awareness_accepted, 0) = 1   as is_awareness_accepted,
    coalesce(accepted.is_referrals_accepted, 0) = 1   as is_referrals_accepted,
    coalesce(accepted.is_feedback_accepted, 0) = 1    as is_feedback_accepted,
    coalesce(accepted.is_capacity_accepted, 0) = 1    as is_capacity_accepted,
    eve.day is not null                               as is_review_eve
from dim_thana
inner join dim_day
    on  dim_day.is_published
    and (dim_thana.valid_from is null or dim_thana.valid_from <= dim_day.day)
    and (dim_thana.valid_to is null or dim_thana.valid_to >= dim_day.day)
left join (
    select
        thana_code,
        day,
        max(case when return_name = 'cases' then 1 else 0 end)       as is_cases_accepted,
        max(case when return_name = 'counselling' then 1 else 0 end) as is_counselling_accepted,
        max(case when return_name = 'inspections' then 1 else 0 end) as is_inspections_accepted,
        max(case when return_name = 'patrols' then 1 else 0 end)     as is_patrols_accepted,
        max(case when return_name = 'squad_daily' then 1 else 0 end) as is_squad_daily_accepted,
        max(case when return_name = 'awareness' then 1 else 0 end)   as is_awareness_accepted,
        max(case when return_name = 'referrals' then 1 else 0 end)   as is_referrals_accepted,
        max(case when return_name = 'feedback' then 1 else 0 end)    as is_feedback_accepted,
        max(case when return_name = 'capacity' then 1 else 0 end)    as is_capacity_accepted
    from core_accepted
    group by
        thana_code,
        day
) as accepted
    on  accepted.thana_code = dim_thana.thana_code
    and accepted.day        = dim_day.day
left join (
    select distinct
        dim_day.day
    from dim_day
    inner join dim_calendar
        on  dim_calendar.kind = 'review'
        and dim_day.day between dim_calendar.starts_on - 2 and dim_calendar.starts_on - 1
) as eve
    on eve.day = dim_day.day
