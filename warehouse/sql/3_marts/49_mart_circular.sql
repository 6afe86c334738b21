-- One row for each circular and district, as core_circular has it, with the day from which the district called it partly
-- complied with: the last day that the list spoke for, or on which it came in if that was earlier.
select
    core_circular.district_code,
    core_circular.circle_code,
    core_circular.thana_code,
    core_circular.circular_no,
    core_circular.issued_by,
    core_circular.issued_on,
    core_circular.subject,
    core_circular.due_on,
    core_circular.complied_on,
    core_circular.evidence_ref,
    core_circular.status,
    begun.partial_on
from core_circular
left join (
    select
        accepted_circulars.circular_no,
        accepted_circulars.district_code,
        min(
            case
                when core_batch.last_day < cast(core_batch.received_at as date) then core_batch.last_day
                else cast(core_batch.received_at as date)
            end
        ) as partial_on
    from accepted_circulars
    inner join core_batch
        on core_batch.batch_seq = accepted_circulars.batch_seq
    where
        accepted_circulars.status = 'partial'
    group by
        accepted_circulars.circular_no,
        accepted_circulars.district_code
) as begun
    on  begun.circular_no   = core_circular.circular_no
    and begun.district_code = core_circular.district_code
