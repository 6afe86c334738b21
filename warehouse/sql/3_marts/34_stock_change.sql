-- One row for each thana and day on which an open case enters or leaves an age band, with the change in each band.
select
    thana_code,
    day,
    sum(case when band = 'open' then change else 0 end)    as n_open,
    sum(case when band = '0_7' then change else 0 end)     as n_open_0_7,
    sum(case when band = '8_15' then change else 0 end)    as n_open_8_15,
    sum(case when band = '16_30' then change else 0 end)   as n_open_16_30,
    sum(case when band = '31_60' then change else 0 end)   as n_open_31_60,
    sum(case when band = '61_90' then change else 0 end)   as n_open_61_90,
    sum(case when band = 'over_90' then change else 0 end) as n_open_over_90
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
