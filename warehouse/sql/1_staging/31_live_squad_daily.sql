-- One row for each live daily count of a squad: that of the batch which speaks for its thana and day. A count dated outside
-- its file's period speaks for no day: another file's count of that day stands.
select
    told.*
from accepted_squad_daily as told
inner join cover
    on  cover.return_name = 'squad_daily'
    and cover.thana_code  = told.thana_code
    and cover.day         = told.day
    and cover.batch_seq   = told.batch_seq
