-- One row for each quarantined row whose thana and day a later batch speaks for. Of the register, and of returns whose rows
-- go on in later files, only a file that states its period tells such a row anew.
select
    told.batch_seq,
    told.row_id
from quarantined_row as told
inner join cover
    on  cover.return_name = told.return_name
    and cover.thana_code  = told.thana_code
    and cover.day         = told.day
where
    not told.is_followed_by_number
    and told.batch_seq < case
        when told.return_name in ('cases', 'referrals', 'feedback') then cover.stated_batch_seq
        else cover.batch_seq
    end
