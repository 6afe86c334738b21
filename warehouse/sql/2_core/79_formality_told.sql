-- One row for each row of a return and each sign of formality that is looked for in it: how many things are looked at, how many show the
-- sign, how many would by chance (null where other thanas or other ranks say so), a row that it repeats, and whether it is shown.
select
    return_name,
    'same_as_last'                                    as sign,
    ''                                                as part,
    district_code,
    circle_code,
    thana_code,
    day,
    batch_seq,
    row_id,
    source_row,
    1                                                 as n_rows,
    case when other_key is not null then 1 else 0 end as n_hits,
    n_expected,
    other_key,
    other_key is not null                             as is_shown
from formality_last
union all
select
    return_name,
    'same_as_neighbour'                               as sign,
    ''                                                as part,
    district_code,
    circle_code,
    thana_code,
    day,
    batch_seq,
    row_id,
    source_row,
    1                                                 as n_rows,
    case when other_key is not null then 1 else 0 end as n_hits,
    n_expected,
    other_key,
    other_key is not null                             as is_shown
from formality_neighbour
union all
select
    return_name,
    'constant'                                 as sign,
    ''                                         as part,
    district_code,
    circle_code,
    thana_code,
    day,
    batch_seq,
    row_id,
    source_row,
    1                                          as n_rows,
    case when nth_alike >= 5 then 1 else 0 end as n_hits,
    n_expected,
    cast(null as bigint)                       as other_key,
    nth_alike >= 5                             as is_shown
from formality_run
union all
select
    return_name,
    'heaping'                             as sign,
    ''                                    as part,
    district_code,
    circle_code,
    thana_code,
    day,
    batch_seq,
    row_id,
    source_row,
    n_figures                             as n_rows,
    n_round                               as n_hits,
    0.2 * n_figures                       as n_expected,
    cast(null as bigint)                  as other_key,
    n_figures > 1 and n_round = n_figures as is_shown
from formality_heap
union all
select
    return_name,
    'digits'             as sign,
    digit                as part,
    district_code,
    circle_code,
    thana_code,
    day,
    batch_seq,
    row_id,
    source_row,
    1                    as n_rows,
    0                    as n_hits,
    cast(null as double) as n_expected,
    cast(null as bigint) as other_key,
    true                 as is_shown
from formality_digit
union all
select
    'patrols'                                         as return_name,
    'clock_times'                                     as sign,
    ''                                                as part,
    district_code,
    circle_code,
    thana_code,
    day,
    batch_seq,
    row_id,
    source_row,
    1                                                 as n_rows,
    case when other_key is not null then 1 else 0 end as n_hits,
    cast(null as double)                              as n_expected,
    other_key,
    other_key is not null                             as is_shown
from formality_clock
union all
select
    'patrols'                                         as return_name,
    'pace'                                            as sign,
    ''                                                as part,
    district_code,
    circle_code,
    thana_code,
    day,
    batch_seq,
    row_id,
    source_row,
    1                                                 as n_rows,
    case when other_key is not null then 1 else 0 end as n_hits,
    cast(null as double)                              as n_expected,
    other_key,
    other_key is not null                             as is_shown
from formality_pace
union all
select
    'cases'                             as return_name,
    'bulk_late'                         as sign,
    ''                                  as part,
    district_code,
    circle_code,
    thana_code,
    day,
    batch_seq,
    row_id,
    source_row,
    1                                   as n_rows,
    case when is_bulk then 1 else 0 end as n_hits,
    cast(null as double)                as n_expected,
    cast(null as bigint)                as other_key,
    is_bulk                             as is_shown
from formality_late
union all
select
    return_name,
    'remarks'                           as sign,
    ''                                  as part,
    district_code,
    circle_code,
    thana_code,
    day,
    batch_seq,
    row_id,
    source_row,
    1                                   as n_rows,
    case when is_poor then 1 else 0 end as n_hits,
    cast(null as double)                as n_expected,
    other_key,
    is_poor                             as is_shown
from formality_remark
union all
select
    'inspections'                              as return_name,
    'all_correct'                              as sign,
    inspector_rank                             as part,
    district_code,
    circle_code,
    thana_code,
    day,
    batch_seq,
    row_id,
    source_row,
    1                                          as n_rows,
    case when is_all_correct then 1 else 0 end as n_hits,
    cast(null as double)                       as n_expected,
    cast(null as bigint)                       as other_key,
    is_all_correct                             as is_shown
from formality_checked
