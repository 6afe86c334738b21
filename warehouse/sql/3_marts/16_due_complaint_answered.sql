-- One row for each thana with a listed place that is there all year and day on which it received complaints of harassment in the
-- street: a listed place of the thana is to be visited within 48 hours (P5). The register names no place, so any of them answers;
-- dates have no time, so the day itself and the next are in time, of the one after nobody can say.
select
    'complaint_answered'      as stream,
    ''                        as part,
    complaint.thana_code,
    'patrols'                 as return_name,
    cast(null as varchar)     as unique_no,
    complaint.received_on + 2 as due_on,
    answer.in_time_on         as met_on,
    answer.in_time_on is not null or coalesce(patrolled.n_days, 0) = 3 as is_known,
    case when answer.in_time_on is null then answer.late_on end as doubtful_from,
    cast(null as date)        as void_from
from (
    select distinct
        core_case.thana_code,
        core_case.received_on
    from core_case
    inner join dim_place
        on dim_place.thana_code = core_case.thana_code
    where
        core_case.category = 'street_harassment'
        and dim_place.kind not in ('pandal', 'ramlila', 'mela', 'ravan_dahan', 'procession')
) as complaint
left join (
    select
        day_of.thana_code,
        day_of.received_on,
        min(case when visit.day <= day_of.received_on + 1 then visit.day end) as in_time_on,
        min(case when visit.day = day_of.received_on + 2 then visit.day end)  as late_on
    from (
        select distinct
            thana_code,
            received_on
        from core_case
        where
            category = 'street_harassment'
    ) as day_of
    inner join mart_place_day as visit
        on  visit.thana_code = day_of.thana_code
        and visit.day        between day_of.received_on and day_of.received_on + 2
    group by
        day_of.thana_code,
        day_of.received_on
) as answer
    on  answer.thana_code  = complaint.thana_code
    and answer.received_on = complaint.received_on
left join (
    select
        thana_code,
        day - ahead.n_ahead as received_on,
        count(*)            as n_days
    from core_accepted
    cross join (
        select 0 as n_ahead
        union all
        select 1 as n_ahead
        union all
        select 2 as n_ahead
    ) as ahead
    where
        return_name = 'patrols'
    group by
        thana_code,
        day - ahead.n_ahead
) as patrolled
    on  patrolled.thana_code  = complaint.thana_code
    and patrolled.received_on = complaint.received_on
