-- One row for each return, thana and published day that a later file told otherwise: when first, how many of its figures that were
-- not nought then were changed, and by how many per cent each, up or down, added up.
select
    changed.return_name,
    dim_thana.district_code,
    dim_thana.circle_code,
    changed.thana_code,
    changed.day,
    cast(min(changed.received_at) as date) as changed_on,
    cast(
        sum(case when changed.n_before > 0 and changed.n_after is not null then 1 else 0 end) as bigint
    )                                      as n_figures,
    cast(
        sum(
            case
                when changed.n_before > 0 and changed.n_after is not null
                    then 100.0 * greatest(changed.n_after - changed.n_before, changed.n_before - changed.n_after)
                        / changed.n_before
                else 0
            end
        ) as double
    )                                      as sum_pct
from (
    select
        return_name,
        thana_code,
        day,
        received_at,
        n_before,
        n_after
    from figure_retold
    where
        n_before is distinct from n_after
) as changed
inner join dim_thana
    on dim_thana.thana_code = changed.thana_code
group by
    changed.return_name,
    dim_thana.district_code,
    dim_thana.circle_code,
    changed.thana_code,
    changed.day
