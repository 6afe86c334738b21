-- One row for each inspection: met where no inspector of the same rank wrote the same remark at that Kendra on an earlier day of the
-- 180 before (I8). Not known where nothing was kept of the remark.
select
    'remark_repeated'     as stream,
    ''                    as part,
    core_inspection.thana_code,
    'inspections'         as return_name,
    cast(null as varchar) as unique_no,
    core_inspection.inspected_on as due_on,
    case
        when written.before_on is null
            or n_days(written.before_on, core_inspection.inspected_on) > 180
            then core_inspection.inspected_on
    end                   as met_on,
    core_inspection.remark_hash is not null as is_known,
    cast(null as date)    as doubtful_from,
    cast(null as date)    as void_from
from core_inspection
left join (
    select
        thana_code,
        inspector_rank,
        remark_hash,
        inspected_on,
        lag(inspected_on) over (
            partition by
                thana_code,
                inspector_rank,
                remark_hash
            order by
                inspected_on
        ) as before_on
    from (
        select distinct
            thana_code,
            inspector_rank,
            remark_hash,
            inspected_on
        from core_inspection
        where
            remark_hash is not null
    ) as said
) as written
    on  written.thana_code     = core_inspection.thana_code
    and written.inspector_rank = core_inspection.inspector_rank
    and written.remark_hash    = core_inspection.remark_hash
    and written.inspected_on   = core_inspection.inspected_on
