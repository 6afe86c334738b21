-- One row for each case: is_bulk where it was entered three days after it was received, or later, together with four others or more.
select
    told.district_code,
    told.circle_code,
    told.thana_code,
    told.entered_on as day,
    told.batch_seq,
    told.row_id,
    told.source_row,
    n_days(told.received_on, told.entered_on) >= 3 and bulk.entered_on is not null as is_bulk
from core_case as told
left join (
    select
        thana_code,
        entered_on
    from core_case
    where
        n_days(received_on, entered_on) >= 3
    group by
        thana_code,
        entered_on
    having
        count(*) >= 5
) as bulk
    on  bulk.thana_code = told.thana_code
    and bulk.entered_on = told.entered_on
