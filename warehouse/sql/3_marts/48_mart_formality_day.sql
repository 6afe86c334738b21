-- One row for each return, thana, sign of formality, part of it (a last digit, a rank) and day: how many things were looked at, how many
-- show the sign, and how many would by chance, null where other thanas or other ranks say what is usual. All add up over days.
select
    district_code,
    circle_code,
    thana_code,
    return_name,
    sign,
    part,
    day,
    cast(sum(n_rows) as bigint)     as n_rows,
    cast(sum(n_hits) as bigint)     as n_hits,
    cast(sum(n_expected) as double) as n_expected
from formality_told
group by
    district_code,
    circle_code,
    thana_code,
    return_name,
    sign,
    part,
    day
order by
    day,
    thana_code
