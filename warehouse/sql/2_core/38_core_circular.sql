-- One row for each circular and district, with what the district said last of complying; a circular is no thana's own.
select
    live_circulars.district_code,
    cast(null as varchar) as circle_code,
    cast(null as varchar) as thana_code,
    live_circulars.circular_no,
    live_circulars.issued_by,
    live_circulars.issued_on,
    live_circulars.subject,
    live_circulars.due_on,
    live_circulars.complied_on,
    live_circulars.evidence_ref,
    live_circulars.status,
    live_circulars.batch_seq,
    live_circulars.row_id,
    live_circulars.source_row
from live_circulars
inner join dim_district
    on dim_district.district_code = live_circulars.district_code
