-- One row for each thana and code of defects that fell due in the window or were found in its last fifteen days: how many were closed
-- in time, how many were not, of how many the return cannot tell, and how many are open on its last day and not yet due.
with told as (
    select
        thana_code,
        part                                    as code,
        n,
        is_known,
        due_on <= $last_on                      as is_due,
        met_on is not null and met_on <= $as_of as is_closed,
        met_on is null or met_on > $last_on     as is_open
    from mart_obligation
    where
        stream = 'defect_closed_15'
        and due_on between $start_on and $found_by
        and {scope}
)
select
    thana_code,
    code,
    cast(sum(case when is_due then n else 0 end) as bigint)                                as n_due,
    cast(sum(case when is_due and is_known and is_closed then n else 0 end) as bigint)     as n_closed,
    cast(sum(case when is_due and is_known and not is_closed then n else 0 end) as bigint) as n_overdue,
    cast(sum(case when is_due and not is_known then n else 0 end) as bigint)               as n_untold,
    cast(sum(case when not is_due and is_open then n else 0 end) as bigint)                as n_open
from told
group by
    thana_code,
    code
