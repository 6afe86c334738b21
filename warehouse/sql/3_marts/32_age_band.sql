-- One row for each age band of open cases, from from_days to one day short of below_days, and the kind of case that it is of;
-- `open` is all of them, `lawful` those that may still wait, `over_30` those older than thirty days that may not.
select 'open' as band, cast(null as boolean) as is_lawful_kind, 0 as from_days, cast(null as integer) as below_days
union all
select '0_7' as band, cast(null as boolean) as is_lawful_kind, 0 as from_days, 8 as below_days
union all
select '8_15' as band, cast(null as boolean) as is_lawful_kind, 8 as from_days, 16 as below_days
union all
select '16_30' as band, cast(null as boolean) as is_lawful_kind, 16 as from_days, 31 as below_days
union all
select '31_60' as band, cast(null as boolean) as is_lawful_kind, 31 as from_days, 61 as below_days
union all
select '61_90' as band, cast(null as boolean) as is_lawful_kind, 61 as from_days, 91 as below_days
union all
select 'over_90' as band, cast(null as boolean) as is_lawful_kind, 91 as from_days, cast(null as integer) as below_days
union all
select 'over_30' as band, false as is_lawful_kind, 31 as from_days, cast(null as integer) as below_days
union all
select 'over_30' as band, true as is_lawful_kind, 60 as from_days, cast(null as integer) as below_days
union all
select 'lawful' as band, true as is_lawful_kind, 0 as from_days, 60 as below_days
