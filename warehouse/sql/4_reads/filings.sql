-- One row for each return, month and unit that fell due: how many, how many came, in time, as nil reports, and when.
-- What a district owes as a whole has neither thana nor circle.
select
    core_due.return_name,
    core_due.month_starts_on,
    core_due.month_ends_on,
    core_due.due_on,
    core_due.cut_off_at,
    core_due.{unit}                                                              as unit_code,
    count(*)                                                                     as n_due,
    count(core_due.received_at)                                                  as n_received,
    count(case when core_due.received_at <= core_due.cut_off_at then 1 end)      as n_on_time,
    count(case when list_contains($nil_seqs, core_accepted.batch_seq) then 1 end) as n_nil,
    max(core_due.received_at)                                                    as last_received_at
from (
    select *
    from core_due
    where
        month_ends_on >= $start_on
        and month_starts_on <= $end_on
        and {unit} is not null
        and {scope}
) as core_due
left join core_accepted
    on  core_accepted.return_name = core_due.return_name
    and core_accepted.thana_code  = core_due.thana_code
    and core_accepted.day         = core_due.month_ends_on
group by
    core_due.return_name,
    core_due.month_starts_on,
    core_due.month_ends_on,
    core_due.due_on,
    core_due.cut_off_at,
    unit_code
