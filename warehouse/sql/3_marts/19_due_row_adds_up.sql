-- One row for each row that could contradict itself (D7), accepted or held back because its parts are more than their whole or its
-- dates are out of order; those of the return are a part of their own. A row held back for other faults alone is left out,
-- and so is one whose own thana or day nobody could tell: it falls to no thana. Rows of the case register and of the returns
-- that hang on it are a stream of their own: they count women and are told only as far as such counts are.
select
    case
        when told.return_name in ('cases', 'counselling', 'referrals', 'feedback') then 'register_row_adds_up'
        else 'row_adds_up'
    end                                         as stream,
    told.return_name                            as part,
    told.thana_code,
    told.return_name,
    cast(null as varchar)                       as unique_no,
    told.day                                    as due_on,
    case when told.is_accepted then told.day end as met_on,
    true                                        as is_known,
    cast(null as date)                          as doubtful_from,
    cast(null as date)                          as void_from
from (
    select
        return_name,
        thana_code,
        day,
        true as is_accepted
    from row_told
    where
        return_name <> 'awareness'
    union all
    select
        core_quarantine.return_name,
        core_quarantine.thana_code,
        min(
            case when core_quarantine.return_name = 'capacity' then dim_day.month_ends_on else core_quarantine.day end
        )     as day,
        false as is_accepted
    from core_quarantine
    inner join rule_adds_up
        on  rule_adds_up.return_name = core_quarantine.return_name
        and rule_adds_up.rule        = core_quarantine.rule
    inner join dim_day
        on dim_day.day = core_quarantine.day
    where
        core_quarantine.thana_code is not null
    group by
        core_quarantine.batch_seq,
        core_quarantine.row_id,
        core_quarantine.return_name,
        core_quarantine.thana_code
) as told
