-- One row for each case of a child: to be sent to the CWC or Childline within 24 hours of receipt (R4). Dates have no time: the
-- same day is in time, of the next day nobody can say.
select
    'child_routed'            as stream,
    ''                        as part,
    core_case.thana_code,
    'referrals'               as return_name,
    core_case.unique_no,
    core_case.received_on + 1 as due_on,
    case
        when first_sent.sent_on = core_case.received_on then first_sent.sent_on
    end                       as met_on,
    accepted.day is not null  as is_known,
    case
        when first_sent.sent_on = core_case.received_on + 1 then first_sent.sent_on
    end                       as doubtful_from,
    cast(null as date)        as void_from
from core_case
left join (
    select
        unique_no,
        min(sent_on) as sent_on
    from core_referral
    where
        partner in ('cwc', 'childline')
    group by
        unique_no
) as first_sent
    on first_sent.unique_no = core_case.unique_no
left join core_accepted as accepted
    on  accepted.return_name = 'referrals'
    and accepted.thana_code  = core_case.thana_code
    and accepted.day         = core_case.received_on + 1
where
    core_case.age_band = 'under_18'
