-- One row for each counted figure of a day that a later batch told anew: what the batch before it said, and what it says. Figure 0
-- is the number of rows. A day without a row is zero; what a batch left blank is null.
select
    retold_day.return_name,
    retold_day.thana_code,
    retold_day.day,
    retold_day.received_at,
    figure.figure_no,
    case
        when earlier.batch_seq is null then 0
        when figure.figure_no = 0 then earlier.n_0
        when figure.figure_no = 1 then earlier.n_1
        when figure.figure_no = 2 then earlier.n_2
        when figure.figure_no = 3 then earlier.n_3
        when figure.figure_no = 4 then earlier.n_4
        when figure.figure_no = 5 then earlier.n_5
        when figure.figure_no = 6 then earlier.n_6
        when figure.figure_no = 7 then earlier.n_7
        when figure.figure_no = 8 then earlier.n_8
        when figure.figure_no = 9 then earlier.n_9
        when figure.figure_no = 10 then earlier.n_10
        when figure.figure_no = 11 then earlier.n_11
        when figure.figure_no = 12 then earlier.n_12
        when figure.figure_no = 13 then earlier.n_13
        when figure.figure_no = 14 then earlier.n_14
    end as n_before,
    case
        when later.batch_seq is null then 0
        when figure.figure_no = 0 then later.n_0
        when figure.figure_no = 1 then later.n_1
        when figure.figure_no = 2 then later.n_2
        when figure.figure_no = 3 then later.n_3
        when figure.figure_no = 4 then later.n_4
        when figure.figure_no = 5 then later.n_5
        when figure.figure_no = 6 then later.n_6
        when figure.figure_no = 7 then later.n_7
        when figure.figure_no = 8 then later.n_8
        when figure.figure_no = 9 then later.n_9
        when figure.figure_no = 10 then later.n_10
        when figure.figure_no = 11 then later.n_11
        when figure.figure_no = 12 then later.n_12
        when figure.figure_no = 13 then later.n_13
        when figure.figure_no = 14 then later.n_14
    end as n_after
from retold_day
cross join (
    select 0 as figure_no
    union all
    select 1 as figure_no
    union all
    select 2 as figure_no
    union all
    select 3 as figure_no
    union all
    select 4 as figure_no
    union all
    select 5 as figure_no
    union all
    select 6 as figure_no
    union all
    select 7 as figure_no
    union all
    select 8 as figure_no
    union all
    select 9 as figure_no
    union all
    select 10 as figure_no
    union all
    select 11 as figure_no
    union all
    select 12 as figure_no
    union all
    select 13 as figure_no
    union all
    select 14 as figure_no
) as figure
left join day_as_told as earlier
    on  earlier.return_name = retold_day.return_name
    and earlier.batch_seq   = retold_day.earlier_seq
    and earlier.thana_code  = retold_day.thana_code
    and earlier.day         = retold_day.day
left join day_as_told as later
    on  later.return_name = retold_day.return_name
    and later.batch_seq   = retold_day.batch_seq
    and later.thana_code  = retold_day.thana_code
    and later.day         = retold_day.day
