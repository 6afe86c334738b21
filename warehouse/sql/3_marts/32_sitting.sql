-- One row for each case and day on which a session of it was held: the date given for the next one, and the sittings before and
-- after it. Several dimensions taken up on one day are one sitting.
select
    unique_no,
    thana_code,
    held_on,
    next_on,
    min(held_on) over (
        partition by
            unique_no
        order by
            held_on
        rows between 1 preceding and 1 preceding
    ) as before_on,
    min(held_on) over (
        partition by
            unique_no
        order by
            held_on
        rows between 1 following and 1 following
    ) as after_on
from (
    select
        unique_no,
        thana_code,
        held_on,
        max(next_on) as next_on
    from core_counselling
    where
        status = 'done'
    group by
        unique_no,
        thana_code,
        held_on
) as sitting_day
