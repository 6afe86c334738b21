-- One row for each row of counts on whose day another thana of the district told some too: how likely one of them has its very
-- figures by chance, and one that does where they are not plainly the thana's own.
select
    told.return_name,
    told.district_code,
    told.circle_code,
    told.thana_code,
    told.day,
    told.batch_seq,
    told.row_id,
    told.source_row,
    alike.other_key,
    least(1, formality_chance.chance * (around.n_rows - own.n_rows)) as n_expected
from formality_figure as told
inner join (
    select
        return_name,
        district_code,
        day,
        count(*) as n_rows
    from formality_figure
    group by
        return_name,
        district_code,
        day
) as around
    on  around.return_name   = told.return_name
    and around.district_code = told.district_code
    and around.day           = told.day
inner join (
    select
        return_name,
        thana_code,
        day,
        count(*) as n_rows
    from formality_figure
    group by
        return_name,
        thana_code,
        day
) as own
    on  own.return_name = told.return_name
    and own.thana_code  = told.thana_code
    and own.day         = told.day
inner join formality_chance
    on  formality_chance.return_name     = told.return_name
    and formality_chance.thana_code      = told.thana_code
    and formality_chance.month_starts_on = told.month_starts_on
left join (
    select
        formality_twin.return_name,
        formality_twin.batch_seq,
        formality_twin.row_id,
        min(formality_twin.other_key) as other_key
    from formality_twin
    inner join formality_whose
        on  formality_whose.return_name      = formality_twin.return_name
        and formality_whose.thana_code       = formality_twin.thana_code
        and formality_whose.other_thana_code = formality_twin.other_thana_code
    where
        not coalesce(formality_whose.is_own, false)
    group by
        formality_twin.return_name,
        formality_twin.batch_seq,
        formality_twin.row_id
) as alike
    on  alike.return_name = told.return_name
    and alike.batch_seq   = told.batch_seq
    and alike.row_id      = told.row_id
where
    told.return_name <> 'patrols'
    and around.n_rows > own.n_rows
