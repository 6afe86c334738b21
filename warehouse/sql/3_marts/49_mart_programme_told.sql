-- One row for each thana, day, and what its programmes of that day told, with how many of them: the departments that came, the
-- helplines and schemes they spoke of, the kind of venue, and how the counts of participants look. A list left blank has the code blank.
select
    district_code,
    circle_code,
    thana_code,
    held_on  as day,
    what,
    code,
    count(*) as n_programmes
from (
    select batch_seq, row_id, district_code, circle_code, thana_code, held_on, 'department' as what, each_item(departments) as code
    from core_awareness
    union
    select batch_seq, row_id, district_code, circle_code, thana_code, held_on, 'helpline' as what, each_item(helplines) as code
    from core_awareness
    union
    select batch_seq, row_id, district_code, circle_code, thana_code, held_on, 'scheme' as what, each_item(schemes) as code
    from core_awareness
    union
    select batch_seq, row_id, district_code, circle_code, thana_code, held_on, 'department' as what, 'blank' as code
    from core_awareness
    where coalesce(n_items(departments), 0) = 0
    union
    select batch_seq, row_id, district_code, circle_code, thana_code, held_on, 'helpline' as what, 'blank' as code
    from core_awareness
    where coalesce(n_items(helplines), 0) = 0
    union
    select batch_seq, row_id, district_code, circle_code, thana_code, held_on, 'scheme' as what, 'blank' as code
    from core_awareness
    where coalesce(n_items(schemes), 0) = 0
    union
    select batch_seq, row_id, district_code, circle_code, thana_code, held_on, 'venue' as what, venue_kind as code
    from core_awareness
    union
    select
        batch_seq,
        row_id,
        district_code,
        circle_code,
        thana_code,
        held_on,
        'participants' as what,
        case
            when not is_told then 'blank'
            when is_copied then 'copied'
            when is_heaped then 'heaped'
            else 'plain'
        end as code
    from programme_likeness
) as told
where
    code is not null
group by
    district_code,
    circle_code,
    thana_code,
    held_on,
    what,
    code
