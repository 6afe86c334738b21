-- One row for each kind of duty, part of it, thana, return, day due, day met and whether that can be known, with their number:
-- what the rows and figures of returns are to be. Duties are counted in three steps, so that no one step needs more memory than a load has.
select
    stream,
    part,
    thana_code,
    return_name,
    due_on,
    met_on,
    is_known,
    doubtful_from,
    void_from,
    count(*) as n
from (
    select * from due_row_accepted
    union all
    select * from due_register_row_accepted
    union all
    select * from due_value_usual
    union all
    select * from due_row_located
    union all
    select * from due_row_adds_up
    union all
    select * from due_register_row_adds_up
) as single
group by
    stream,
    part,
    thana_code,
    return_name,
    due_on,
    met_on,
    is_known,
    doubtful_from,
    void_from
