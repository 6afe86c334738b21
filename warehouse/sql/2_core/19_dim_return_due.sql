-- One row for each return and span of months in which it is due by the same day and hour.
select
    ref_due.return_name,
    ref_due.period,
    ref_due.cut_off_days,
    ref_due.cut_off_hour,
    ref_due.valid_from,
    ref_due.valid_to,
    ref_return.speaks_of,
    ref_return.speaks_by
from ref_due
inner join ref_return
    on ref_return.return_name = ref_due.return_name
