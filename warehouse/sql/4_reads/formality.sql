-- One row for each window, thana, return, sign of formality and part of it: how many things were looked at on the days of the window, how
-- many show the sign, and how many would by chance.
with asked as (
{asked}
),
asked_day as (
{asked_day}
)
select
    asked_day.window_no,
    mart_formality_day.thana_code,
    mart_formality_day.return_name,
    mart_formality_day.sign,
    mart_formality_day.part,
    cast(sum(mart_formality_day.n_rows) as bigint)     as n_rows,
    cast(sum(mart_formality_day.n_hits) as bigint)     as n_hits,
    cast(sum(mart_formality_day.n_expected) as double) as n_expected
from mart_formality_day
inner join asked_day
    on asked_day.day = mart_formality_day.day
where
    {scope}
group by
    asked_day.window_no,
    mart_formality_day.thana_code,
    mart_formality_day.return_name,
    mart_formality_day.sign,
    mart_formality_day.part
