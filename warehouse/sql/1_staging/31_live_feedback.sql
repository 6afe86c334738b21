-- One row for each live feedback call, with or without its case: as the last batch told it that still speaks for its thana, and no
-- later one that states its period speaks for its thana and day.
select
    told.*
from accepted_feedback as told
inner join (
    select
        accepted_feedback.unique_no,
        accepted_feedback.caller,
        accepted_feedback.called_on,
        max(accepted_feedback.batch_seq) as batch_seq
    from accepted_feedback
    inner join retold_say
        on  retold_say.batch_seq  = accepted_feedback.batch_seq
        and retold_say.thana_code = accepted_feedback.thana_code
    group by
        accepted_feedback.unique_no,
        accepted_feedback.caller,
        accepted_feedback.called_on
) as latest
    on  latest.unique_no = told.unique_no
    and latest.caller    = told.caller
    and latest.called_on = told.called_on
    and latest.batch_seq = told.batch_seq
left join cover
    on  cover.return_name = 'feedback'
    and cover.thana_code  = told.thana_code
    and cover.day         = told.called_on
where
    cover.stated_batch_seq is null
    or cover.stated_batch_seq <= told.batch_seq
