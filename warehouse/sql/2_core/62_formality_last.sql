-- One row for each row of counts that has an earlier one of its thana to be set beside: the row before it, the one of the same turn on
-- the day before, and the one before it at the same place; how many of these have its very figures by chance, and one that does.
-- A row of noughts alone repeats none.
select
    told.return_name,
    told.district_code,
    told.circle_code,
    told.thana_code,
    told.day,
    told.batch_seq,
    told.row_id,
    told.source_row,
    min(case when other.figures_no = told.figures_no and not told.is_nil then other.batch_seq * 4294967296 + other.row_id end) as other_key,
    least(1, min(formality_chance.chance) * count(*))                                                  as n_expected
from formality_figure as told
inner join (
    select
        this.return_name,
        this.batch_seq,
        this.row_id,
        before.batch_seq as other_batch_seq,
        before.row_id    as other_row_id
    from formality_figure as this
    inner join formality_figure as before
        on  before.return_name = this.return_name
        and before.thana_code  = this.thana_code
        and before.turn        = this.turn - 1
    union
    select
        this.return_name,
        this.batch_seq,
        this.row_id,
        before.batch_seq as other_batch_seq,
        before.row_id    as other_row_id
    from formality_figure as this
    inner join formality_figure as before
        on  before.return_name = this.return_name
        and before.thana_code  = this.thana_code
        and before.day_no      = this.day_no - 1
        and before.turn_of_day = this.turn_of_day
    union
    select
        this.return_name,
        this.batch_seq,
        this.row_id,
        before.batch_seq as other_batch_seq,
        before.row_id    as other_row_id
    from formality_figure as this
    inner join formality_figure as before
        on  before.return_name   = this.return_name
        and before.thana_code    = this.thana_code
        and before.place_code    = this.place_code
        and before.turn_of_place = this.turn_of_place - 1
) as beside
    on  beside.batch_seq   = told.batch_seq
    and beside.row_id      = told.row_id
    and beside.return_name = told.return_name
inner join formality_figure as other
    on  other.batch_seq   = beside.other_batch_seq
    and other.row_id      = beside.other_row_id
    and other.return_name = told.return_name
inner join formality_chance
    on  formality_chance.return_name     = told.return_name
    and formality_chance.thana_code      = told.thana_code
    and formality_chance.month_starts_on = told.month_starts_on
group by
    told.return_name,
    told.district_code,
    told.circle_code,
    told.thana_code,
    told.day,
    told.batch_seq,
    told.row_id,
    told.source_row
