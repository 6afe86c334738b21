-- One row for each window and thana: the day on which the oldest of its duties of one kind fell due that are still not met by the
-- as-of date.
with asked as (
{asked}
)
select
    asked.window_no,
    thana_code,
    min(mart_obligation.due_on) as since_on
from mart_obligation
inner join asked
    on mart_obligation.due_on between asked.start_on and least(asked.end_on, asked.as_of)
where
    mart_obligation.stream = $stream
    and mart_obligation.is_known
    and (mart_obligation.doubtful_from is null or mart_obligation.doubtful_from > asked.as_of)
    and (mart_obligation.met_on is null or mart_obligation.met_on > asked.as_of)
    and ({void_from} is null or {void_from} > asked.as_of)
    and {scope}
group by
    asked.window_no,
    thana_code
