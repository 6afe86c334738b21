-- One row for each case, whether it became an FIR (F3); each FIR of a sexual offence, for its final report (F5); and each closed
-- case that the law wants registered (F7): of a grave category, or in which the woman was injured. A reopened case owes nothing.
select
    'fir_any'                       as stream,
    coalesce(category, '')          as part,
    thana_code,
    'cases'                         as return_name,
    unique_no,
    received_on                     as due_on,
    cast(fir_registered_on as date) as met_on,
    true                            as is_known,
    cast(null as date)              as doubtful_from,
    cast(null as date)              as void_from
from core_case
union all
select
    'final_report_60'                    as stream,
    ''                                   as part,
    thana_code,
    'cases'                              as return_name,
    unique_no,
    cast(fir_registered_on as date) + 60 as due_on,
    case
        when final_report_on <= cast(fir_registered_on as date) + 60 then final_report_on
    end                                  as met_on,
    true                                 as is_known,
    cast(null as date)                   as doubtful_from,
    cast(null as date)                   as void_from
from core_case
where
    category in ('sexual_offence', 'pocso')
    and fir_registered_on is not null
union all
select
    'must_register'                 as stream,
    case
        when category in ('sexual_offence', 'pocso', 'stalking') then category
        else 'injured'
    end                             as part,
    thana_code,
    'cases'                         as return_name,
    unique_no,
    closed_on                       as due_on,
    cast(fir_registered_on as date) as met_on,
    true                            as is_known,
    cast(null as date)              as doubtful_from,
    case
        when reopened_on > closed_on then reopened_on
    end                             as void_from
from core_case
where
    closed_on is not null
    and (category in ('sexual_offence', 'pocso', 'stalking') or injured)
