-- One row for each thana and day on which an awareness programme was held.
select
    thana_code,
    held_on                                               as day,
    count(*)                                              as n_programmes,
    sum(case when n_departments >= 2 then 1 else 0 end)   as n_joint_programmes,
    sum(women)                                            as women_reached,
    sum(men)                                              as men_reached,
    sum(girls)                                            as girls_reached,
    sum(boys)                                             as boys_reached,
    sum(pamphlets)                                        as pamphlets,
    sum(folders)                                          as folders
from core_awareness
group by
    thana_code,
    held_on
