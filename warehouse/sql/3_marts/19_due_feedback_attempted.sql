-- One row for each closed case: a feedback call is due within seven days of closing; one made before it does not count (S1).
select
    'feedback_attempted'      as stream,
    ''                        as part,
    core_case.thana_code,
    'feedback'                as return_name,
    core_case.unique_no,
    core_case.closed_on + 7   as due_on,
    case
        when first_call.called_on <= core_case.closed_on + 7 then first_call.called_on
    end                       as met_on,
    accepted.day is not null  as is_known,
    cast(null as date)        as doubtful_from,
    cast(null as date)        as void_from
from core_case
left join (
    select
        core_feedback.unique_no,
        min(core_feedback.called_on) as called_on
    from core_feedback
    inner join core_case as closed
        on  closed.unique_no  = core_feedback.unique_no
        and closed.closed_on <= core_feedback.called_on
    group by
        core_feedback.unique_no
) as first_call
    on first_call.unique_no = core_case.unique_no
left join core_accepted as accepted
    on  accepted.return_name = 'feedback'
    and accepted.thana_code  = core_case.thana_code
    and accepted.day         = core_case.closed_on + 7
where
    core_case.closed_on is not null
