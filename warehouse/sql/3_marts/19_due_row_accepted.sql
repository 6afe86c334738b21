-- One row for each row that came in and names a thana and a day that had come by then: met where it was accepted, not where it is
-- still held back for whatever fault; each return is a part of its own (D6). Rows of the case register and of the returns that hang on it are a
-- stream of their own: they count women and are told only as far as such counts are. A month's staff lies on the month's end.
select
    case
        when told.return_name in ('cases', 'counselling', 'referrals', 'feedback') then 'register_row_accepted'
        else 'row_accepted'
    end                   as stream,
    told.return_name      as part,
    told.thana_code,
    told.return_name,
    cast(null as varchar) as unique_no,
    case
        when told.return_name = 'capacity' then coalesce(dim_day.month_ends_on, told.day)
        else told.day
    end                   as due_on,
    case
        when not told.is_accepted then null
        when told.return_name = 'capacity' then coalesce(dim_day.month_ends_on, told.day)
        else told.day
    end                   as met_on,
    true                  as is_known,
    cast(null as date)    as doubtful_from,
    cast(null as date)    as void_from
from (
    select 'cases' as return_name, thana_code, received_on as day, true as is_accepted
    from core_case
    union all
    select 'counselling' as return_name, thana_code, held_on as day, true as is_accepted
    from core_counselling
    union all
    select 'referrals' as return_name, thana_code, sent_on as day, true as is_accepted
    from core_referral
    union all
    select 'feedback' as return_name, thana_code, called_on as day, true as is_accepted
    from core_feedback
    union all
    select 'inspections' as return_name, thana_code, inspected_on as day, true as is_accepted
    from core_inspection
    union all
    select 'patrols' as return_name, thana_code, visited_on as day, true as is_accepted
    from core_patrol
    union all
    select 'squad_daily' as return_name, thana_code, day, true as is_accepted
    from core_squad_day
    union all
    select 'awareness' as return_name, thana_code, held_on as day, true as is_accepted
    from core_awareness
    union all
    select 'capacity' as return_name, thana_code, month as day, true as is_accepted
    from core_capacity
    union all
    select
        core_quarantine.return_name,
        core_quarantine.thana_code,
        min(core_quarantine.day) as day,
        false                    as is_accepted
    from core_quarantine
    inner join core_batch
        on  core_batch.batch_seq                 = core_quarantine.batch_seq
        and cast(core_batch.received_at as date) >= core_quarantine.day
    where
        core_quarantine.return_name <> 'circulars'
        and core_quarantine.thana_code is not null
    group by
        core_quarantine.batch_seq,
        core_quarantine.row_id,
        core_quarantine.return_name,
        core_quarantine.thana_code
) as told
left join dim_day
    on dim_day.day = told.day
