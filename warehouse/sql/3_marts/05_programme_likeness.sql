-- One row for each awareness programme: whether its counts of women, men, girls and boys are told at all, whether all four are those of
-- the thana's programme before it, and whether they look rounded: two or more of at least ten, and every one of these ending in 0.
select
    batch_seq,
    row_id,
    district_code,
    circle_code,
    thana_code,
    held_on,
    coalesce(women, men, girls, boys) is not null as is_told,
    coalesce(women, men, girls, boys) is not null
    and before_row_id is not null
    and women is not distinct from before_women
    and men is not distinct from before_men
    and girls is not distinct from before_girls
    and boys is not distinct from before_boys     as is_copied,
    n_large >= 2 and n_large = n_round            as is_heaped
from (
    select
        batch_seq,
        row_id,
        district_code,
        circle_code,
        thana_code,
        held_on,
        women,
        men,
        girls,
        boys,
        lag(row_id) over ordered as before_row_id,
        lag(women) over ordered  as before_women,
        lag(men) over ordered    as before_men,
        lag(girls) over ordered  as before_girls,
        lag(boys) over ordered   as before_boys,
        case when women >= 10 then 1 else 0 end
        + case when men >= 10 then 1 else 0 end
        + case when girls >= 10 then 1 else 0 end
        + case when boys >= 10 then 1 else 0 end as n_large,
        case when women >= 10 and women % 10 = 0 then 1 else 0 end
        + case when men >= 10 and men % 10 = 0 then 1 else 0 end
        + case when girls >= 10 and girls % 10 = 0 then 1 else 0 end
        + case when boys >= 10 and boys % 10 = 0 then 1 else 0 end as n_round
    from core_awareness
    window ordered as (partition by thana_code order by held_on, batch_seq, source_row, row_id)
) as programme
