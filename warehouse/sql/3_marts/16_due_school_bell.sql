-- One row for each visit to a school or college whose hours are listed: met where it came within 45 minutes of the opening or the
-- closing (P2).
select
    'school_bell'         as stream,
    ''                    as part,
    thana_code,
    'patrols'             as return_name,
    cast(null as varchar) as unique_no,
    visited_on            as due_on,
    case when is_at_bell = 1 then visited_on end as met_on,
    true                  as is_known,
    cast(null as date)    as doubtful_from,
    cast(null as date)    as void_from
from visit_evening
where
    kind in ('school', 'college')
    and is_at_bell is not null
