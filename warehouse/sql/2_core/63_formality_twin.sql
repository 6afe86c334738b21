-- One row for each pair of rows with the same figures, not all of them nought, in the same return, district and day, of two thanas.
select
    told.return_name,
    told.district_code,
    told.day,
    told.thana_code,
    told.batch_seq,
    told.row_id,
    told.n_1,
    other.thana_code                             as other_thana_code,
    other.batch_seq * 4294967296 + other.row_id as other_key
from formality_figure as told
inner join (
    select
        return_name,
        district_code,
        day,
        figures_no
    from formality_figure
    where
        return_name <> 'patrols'
        and not is_nil
    group by
        return_name,
        district_code,
        day,
        figures_no
    having
        min(thana_code) <> max(thana_code)
) as alike
    on  alike.return_name   = told.return_name
    and alike.district_code = told.district_code
    and alike.day           = told.day
    and alike.figures_no    = told.figures_no
inner join formality_figure as other
    on  other.return_name   = told.return_name
    and other.district_code = told.district_code
    and other.day           = told.day
    and other.figures_no    = told.figures_no
    and other.thana_code   <> told.thana_code
