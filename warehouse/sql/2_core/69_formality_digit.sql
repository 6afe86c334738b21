-- One row for each row of counts of a thana whose chief figure is 50 or more on the whole: so large a count ends in every digit alike.
-- A nought is left out: a day of rest has no last digit to prefer.
select
    told.return_name,
    told.district_code,
    told.circle_code,
    told.thana_code,
    told.day,
    told.batch_seq,
    told.row_id,
    told.source_row,
    cast(told.n_1 % 10 as varchar) as digit
from formality_figure as told
inner join (
    select
        return_name,
        thana_code
    from formality_figure
    group by
        return_name,
        thana_code
    having
        sum(n_1) >= 50 * count(n_1)
) as large
    on  large.return_name = told.return_name
    and large.thana_code  = told.thana_code
where
    told.n_1 > 0
