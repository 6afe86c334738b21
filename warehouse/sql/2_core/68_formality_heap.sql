-- One row for each row of counts with a figure of 18 or more: how many it has, and how many of them end in 0 or 5. Figures from 18
-- on are fives with a multiple of 5 in their middle, so that of a smooth spread, rising or falling, one in five is such a multiple.
select
    return_name,
    district_code,
    circle_code,
    thana_code,
    day,
    batch_seq,
    row_id,
    source_row,
    n_figures,
    n_round
from (
    select
        return_name,
        district_code,
        circle_code,
        thana_code,
        day,
        batch_seq,
        row_id,
        source_row,
        case when n_1 >= 18 then 1 else 0 end
        + case when n_2 >= 18 then 1 else 0 end
        + case when n_3 >= 18 then 1 else 0 end
        + case when n_4 >= 18 then 1 else 0 end
        + case when n_5 >= 18 then 1 else 0 end
        + case when n_6 >= 18 then 1 else 0 end
        + case when n_7 >= 18 then 1 else 0 end
        + case when n_8 >= 18 then 1 else 0 end
        + case when n_9 >= 18 then 1 else 0 end
        + case when n_10 >= 18 then 1 else 0 end
        + case when n_11 >= 18 then 1 else 0 end
        + case when n_12 >= 18 then 1 else 0 end
        + case when n_13 >= 18 then 1 else 0 end
        + case when n_14 >= 18 then 1 else 0 end as n_figures,
        case when n_1 >= 18 and n_1 % 5 = 0 then 1 else 0 end
        + case when n_2 >= 18 and n_2 % 5 = 0 then 1 else 0 end
        + case when n_3 >= 18 and n_3 % 5 = 0 then 1 else 0 end
        + case when n_4 >= 18 and n_4 % 5 = 0 then 1 else 0 end
        + case when n_5 >= 18 and n_5 % 5 = 0 then 1 else 0 end
        + case when n_6 >= 18 and n_6 % 5 = 0 then 1 else 0 end
        + case when n_7 >= 18 and n_7 % 5 = 0 then 1 else 0 end
        + case when n_8 >= 18 and n_8 % 5 = 0 then 1 else 0 end
        + case when n_9 >= 18 and n_9 % 5 = 0 then 1 else 0 end
        + case when n_10 >= 18 and n_10 % 5 = 0 then 1 else 0 end
        + case when n_11 >= 18 and n_11 % 5 = 0 then 1 else 0 end
        + case when n_12 >= 18 and n_12 % 5 = 0 then 1 else 0 end
        + case when n_13 >= 18 and n_13 % 5 = 0 then 1 else 0 end
        + case when n_14 >= 18 and n_14 % 5 = 0 then 1 else 0 end as n_round
    from formality_figure
) as counted
where
    n_figures > 0
