-- One row for each thana and day on which a stretch that counts begins or ends, with the change in each stock.
select
    thana_code,
    day,
    sum(case when band = 'open' then change else 0 end)            as n_open,
    sum(case when band = '0_7' then change else 0 end)             as n_open_0_7,
    sum(case when band = '8_15' then change else 0 end)            as n_open_8_15,
    sum(case when band = '16_30' then change else 0 end)           as n_open_16_30,
    sum(case when band = '31_60' then change else 0 end)           as n_open_31_60,
    sum(case when band = '61_90' then change else 0 end)           as n_open_61_90,
    sum(case when band = 'over_90' then change else 0 end)         as n_open_over_90,
    sum(case when band = 'over_30' then change else 0 end)         as n_open_over_30,
    sum(case when band = 'lawful' then change else 0 end)          as n_open_lawful,
    sum(case when band = 'enquiry' then change else 0 end)         as n_enquiries_open,
    sum(case when band = 'enquiry_over_14' then change else 0 end) as n_enquiries_over_14,
    sum(case when band = 'fir' then change else 0 end)             as n_firs_open,
    sum(case when band = 'fir_over_60' then change else 0 end)     as n_firs_over_60,
    sum(case when band = 'fir_over_180' then change else 0 end)    as n_firs_over_180,
    sum(case when band = 'counselling' then change else 0 end)     as n_in_counselling,
    sum(case when band = 'next_overdue' then change else 0 end)    as n_next_overdue
from (
    select
        thana_code,
        band,
        enters_on as day,
        count(*)  as change
    from stay
    group by
        thana_code,
        band,
        enters_on
    union all
    select
        thana_code,
        band,
        leaves_on as day,
        -count(*) as change
    from stay
    group by
        thana_code,
        band,
        leaves_on
) as changes
group by
    thana_code,
    day
