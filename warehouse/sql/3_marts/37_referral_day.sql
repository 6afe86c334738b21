-- One row for each thana and day on which a case was referred to a partner.
select
    thana_code,
    sent_on  as day,
    count(*) as n_referrals
from core_referral
group by
    thana_code,
    sent_on
