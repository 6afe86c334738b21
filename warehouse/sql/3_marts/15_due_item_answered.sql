-- One row for each inspection and item of its checklist: to be answered with yes or no (I6); and of those answered, to be in order.
select
    'item_answered'       as stream,
    item                  as part,
    thana_code,
    'inspections'         as return_name,
    cast(null as varchar) as unique_no,
    inspected_on          as due_on,
    case when answer in ('yes', 'no') then inspected_on end as met_on,
    true                  as is_known,
    cast(null as date)    as doubtful_from,
    cast(null as date)    as void_from
from inspection_item
union all
select
    'item_in_order'       as stream,
    item                  as part,
    thana_code,
    'inspections'         as return_name,
    cast(null as varchar) as unique_no,
    inspected_on          as due_on,
    case when answer = 'yes' then inspected_on end as met_on,
    true                  as is_known,
    cast(null as date)    as doubtful_from,
    cast(null as date)    as void_from
from inspection_item
where
    answer in ('yes', 'no')
