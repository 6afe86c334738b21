-- One row for each call that found the woman dissatisfied: she is to be called again within 72 hours (S5). Dates have no time:
-- two days later is in time, of the third day nobody can say.
select
    'recontacted'               as stream,
    ''                          as part,
    core_feedback.thana_code,
    'feedback'                  as return_name,
    core_feedback.unique_no,
    core_feedback.called_on + 3 as due_on,
    case
        when core_feedback.recontacted_on <= core_feedback.called_on + 2 then core_feedback.recontacted_on
    end                         as met_on,
    accepted.day is not null    as is_known,
    case
        when core_feedback.recontacted_on = core_feedback.called_on + 3 then core_feedback.recontacted_on
    end                         as doubtful_from,
    cast(null as date)          as void_from
from core_feedback
left join core_accepted as accepted
    on  accepted.return_name = 'feedback'
    and accepted.thana_code  = core_feedback.thana_code
    and accepted.day         = core_feedback.called_on + 3
where
    core_feedback.result = 'dissatisfied'
