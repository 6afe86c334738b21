-- One row for each live feedback call, with or without its case: the last batch that names it, and none later speaks for its thana and day.
select
    told.*
from accepted_feedback as told
inner join (
    select
        unique_no,
        caller,
        called_on,
        max(batch_seq) as batch_seq
    from accepted_feedback
    group by
        unique_no,
        caller,
        called_on
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
    cover.batch_seq is null
    or cover.batch_seq <= told.batch_seq
