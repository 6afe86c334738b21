-- One row for each return and thana: the mean of the chief figure over the rows that no other thana's row is like.
select
    told.return_name,
    told.thana_code,
    cast(sum(told.n_1) as double) / nullif(count(told.n_1), 0) as mean_alone
from formality_figure as told
left join formality_twin as alike
    on  alike.return_name = told.return_name
    and alike.batch_seq   = told.batch_seq
    and alike.row_id      = told.row_id
where
    alike.row_id is null
group by
    told.return_name,
    told.thana_code
