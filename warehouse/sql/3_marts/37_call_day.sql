-- One row for each thana and day with feedback calls: how many, and what the women reached said to the Kendra and to others.
select
    thana_code,
    called_on                                                                   as day,
    count(*)                                                                    as n_calls,
    sum(has_opinion)                                                            as n_opinions,
    sum(is_satisfied)                                                           as n_satisfied,
    sum(case when caller <> 'kendra' then has_opinion else 0 end)               as n_opinions_independent,
    sum(case when caller <> 'kendra' then is_satisfied else 0 end)              as n_satisfied_independent,
    sum(case when caller = 'kendra' then has_opinion else 0 end)                as n_opinions_kendra,
    sum(case when caller = 'kendra' then is_satisfied else 0 end)               as n_satisfied_kendra
from (
    select
        thana_code,
        called_on,
        caller,
        case when result in ('satisfied', 'dissatisfied') then 1 else 0 end as has_opinion,
        case when result = 'satisfied' then 1 else 0 end                    as is_satisfied
    from core_feedback
) as called
group by
    thana_code,
    called_on
