-- One row for each batch that speaks of a thana's day after another already had, of the returns whose later file replaces the
-- days it covers, with the batch before it. The register and the returns that hang on it grow file by file, which changes nothing
-- that was said; staff is told by the month.
select
    return_name,
    thana_code,
    day,
    batch_seq,
    received_at,
    earlier_seq
from (
    select
        return_name,
        thana_code,
        day,
        batch_seq,
        received_at,
        lag(batch_seq) over (
            partition by
                return_name,
                thana_code,
                day
            order by
                batch_seq
        ) as earlier_seq
    from batch_day
    where
        return_name in ('inspections', 'patrols', 'squad_daily', 'awareness')
) as told
where
    earlier_seq is not null
