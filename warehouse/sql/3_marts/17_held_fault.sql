-- One row for each fault of a row of the returns of thanas that is still held back and names a thana and a day that had come when
-- it came in. A month's staff lies on the month's end.
select
    core_quarantine.batch_seq,
    core_quarantine.row_id,
    core_quarantine.return_name,
    core_quarantine.thana_code,
    core_quarantine.rule,
    case
        when core_return.speaks_by = 'month' then coalesce(dim_day.month_ends_on, core_quarantine.day)
        else core_quarantine.day
    end as day
from core_quarantine
inner join core_return
    on  core_return.return_name = core_quarantine.return_name
    and core_return.speaks_of   = 'thana'
inner join core_batch
    on  core_batch.batch_seq                 = core_quarantine.batch_seq
    and cast(core_batch.received_at as date) >= core_quarantine.day
left join dim_day
    on dim_day.day = core_quarantine.day
where
    core_quarantine.thana_code is not null
