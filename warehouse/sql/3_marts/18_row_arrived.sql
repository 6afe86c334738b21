-- One row for each row that came in and names a thana and a day that had come by then, of the returns of thanas: accepted, or
-- still held back for whatever fault. A month's staff lies on the month's end.
select
    return_name,
    thana_code,
    day,
    true as is_accepted
from row_told
union all
select
    core_quarantine.return_name,
    core_quarantine.thana_code,
    min(
        case
            when core_quarantine.return_name = 'capacity' then coalesce(dim_day.month_ends_on, core_quarantine.day)
            else core_quarantine.day
        end
    )     as day,
    false as is_accepted
from core_quarantine
inner join core_batch
    on  core_batch.batch_seq                 = core_quarantine.batch_seq
    and cast(core_batch.received_at as date) >= core_quarantine.day
left join dim_day
    on dim_day.day = core_quarantine.day
where
    core_quarantine.return_name <> 'circulars'
    and core_quarantine.thana_code is not null
group by
    core_quarantine.batch_seq,
    core_quarantine.row_id,
    core_quarantine.return_name,
    core_quarantine.thana_code
