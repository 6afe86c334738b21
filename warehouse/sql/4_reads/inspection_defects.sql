-- One row for each thana and code of defects found in the window: how many are closed by the as-of date within their fifteen days, how
-- many are open and not yet due, how many were not closed by then, and of how many the return cannot tell.
with told as (
    select
        thana_code,
        part                                               as code,
        n,
        met_on is not null and met_on <= $as_of            as is_closed,
        due_on > $as_of                                    as is_ahead,
        is_known
    from mart_obligation
    where
        stream = 'defect_closed_15'
        and due_on between $start_on and $end_on
        and {scope}
)
select
    thana_code,
    code,
    cast(sum(n) as bigint)                                                                          as n_found,
    cast(sum(case when is_closed and (is_ahead or is_known) then n else 0 end) as bigint)           as n_closed,
    cast(sum(case when is_ahead and not is_closed then n else 0 end) as bigint)                     as n_open,
    cast(sum(case when is_known and not is_ahead and not is_closed then n else 0 end) as bigint)    as n_overdue,
    cast(sum(case when not is_known and not is_ahead then n else 0 end) as bigint)                  as n_untold
from told
group by
    thana_code,
    code
