-- One row for each age band of open cases, from from_days to one day short of below_days; `open` is all of them.
select 'open' as band, 0 as from_days, cast(null as integer) as below_days
union all
select '0_7' as band, 0 as from_days, 8 as below_days
union all
select '8_15' as band, 8 as from_days, 16 as below_days
union all
select '16_30' as band, 16 as from_days, 31 as below_days
union all
select '31_60' as band, 31 as from_days, 61 as below_days
union all
select '61_90' as band, 61 as from_days, 91 as below_days
union all
select 'over_90' as band, 91 as from_days, cast(null as integer) as below_days
