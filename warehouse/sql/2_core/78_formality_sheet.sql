-- One row for each live row of the returns in which signs are looked for: the sheet that it stands on; one file may have several.
select
    batch_seq,
    row_id,
    source_sheet
from live_cases
union all
select
    batch_seq,
    row_id,
    source_sheet
from live_counselling
union all
select
    batch_seq,
    row_id,
    source_sheet
from live_inspections
union all
select
    batch_seq,
    row_id,
    source_sheet
from live_patrols
union all
select
    batch_seq,
    row_id,
    source_sheet
from live_squad_daily
union all
select
    batch_seq,
    row_id,
    source_sheet
from live_awareness
