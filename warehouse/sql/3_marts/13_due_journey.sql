-- One row for each case and stage of its way: heard, counselled, referred, served, closed. It counts on the day of receipt; a
-- stage that another return tells of is known where that return was accepted for that day.
select
    'journey'             as stream,
    step.part,
    core_case.thana_code,
    step.return_name,
    core_case.unique_no,
    core_case.received_on as due_on,
    case
        when step.part = 'heard' then core_case.heard_on
        when step.part = 'counselled' then told.first_done_on
        when step.part = 'referred' then referral.sent_on
        when step.part = 'served' then referral.served_on
        when step.part = 'closed' then core_case.closed_on
    end                   as met_on,
    step.return_name = 'cases' or accepted.day is not null as is_known,
    cast(null as date)    as doubtful_from,
    cast(null as date)    as void_from
from core_case
inner join (
    select 'heard' as part, 'cases' as return_name
    union all
    select 'counselled' as part, 'counselling' as return_name
    union all
    select 'referred' as part, 'referrals' as return_name
    union all
    select 'served' as part, 'referrals' as return_name
    union all
    select 'closed' as part, 'cases' as return_name
) as step
    on step.part <> 'counselled'
    or core_case.counselling_needed
left join case_dimensions as told
    on told.unique_no = core_case.unique_no
left join (
    select
        unique_no,
        min(sent_on)             as sent_on,
        min(service_received_on) as served_on
    from core_referral
    group by
        unique_no
) as referral
    on referral.unique_no = core_case.unique_no
left join core_accepted as accepted
    on  accepted.return_name = step.return_name
    and accepted.thana_code  = core_case.thana_code
    and accepted.day         = core_case.received_on
