-- One row for each window and thana: how many listed kinds of panchayat and ward venues had a programme in the window.
with asked as (
{asked}
),
asked_day as (
{asked_day}
)
select
    window_no,
    thana_code,
    cast(count(distinct venue_no) as double) as n_reached
from mart_venue_day
inner join asked_day
    on asked_day.day = mart_venue_day.day
where
    venue_kind in ('gram_panchayat', 'ward')
    and {scope}
group by
    window_no,
    thana_code
