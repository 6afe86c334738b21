-- One row for each return and pair of thanas with rows alike: is_own where their chief figure is far nearer to what the thana usually
-- tells than to what the other does, or where the other has no rows but these. Then the figures are the thana's own, and it is for
-- the other to say how it came by them.
select
    alike.return_name,
    alike.thana_code,
    alike.other_thana_code,
    case
        when others.mean_alone is null then own.mean_alone is not null
        else 4 * (alike.mean_alike - own.mean_alone) * (alike.mean_alike - own.mean_alone)
            < (alike.mean_alike - others.mean_alone) * (alike.mean_alike - others.mean_alone)
    end as is_own
from (
    select
        return_name,
        thana_code,
        other_thana_code,
        cast(sum(n_1) as double) / nullif(count(n_1), 0) as mean_alike
    from formality_twin
    group by
        return_name,
        thana_code,
        other_thana_code
) as alike
left join formality_alone as own
    on  own.return_name = alike.return_name
    and own.thana_code  = alike.thana_code
left join formality_alone as others
    on  others.return_name = alike.return_name
    and others.thana_code  = alike.other_thana_code
