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
        batch_day.return_name,
        batch_day.thana_code,
        batch_day.day,
        batch_day.batch_seq,
        batch_day.received_at,
        lag(batch_day.batch_seq) over (
            partition by
                batch_day.return_name,
                batch_day.thana_code,
                batch_day.day
            order by
                batch_day.batch_seq
        ) as earlier_seq
    from batch_day
    inner join ref_return
        on  ref_return.return_name = batch_day.return_name
        and ref_return.speaks_of   = 'thana'
        and ref_return.speaks_by   = 'day'
        and not ref_return.is_of_register
) as told
where
    earlier_seq is not null
