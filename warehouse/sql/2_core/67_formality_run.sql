-- One row for each row of counts with a chief figure: how manieth it is of an unbroken run of the same figure (of noughts none: a
-- week of rest is no run), and how likely it is by chance the fifth or a later one. For counts that agree with probability a, five
-- alike come with at most 2a^4 where a is that of formality_chance: the fifth power of a normal density sums to 1.8 times the fourth
-- power of the sum of its square.
select
    told.return_name,
    told.district_code,
    told.circle_code,
    told.thana_code,
    told.day,
    told.batch_seq,
    told.row_id,
    told.source_row,
    case
        when told.n_1 > 0
            then row_number() over (
                partition by
                    told.return_name,
                    told.thana_code,
                    told.n_1,
                    told.turn - told.turn_of_figure
                order by
                    told.turn
            )
        else 0
    end as nth_alike,
    least(
        1,
        2 * formality_chance.chance_of_chief * formality_chance.chance_of_chief
        * formality_chance.chance_of_chief * formality_chance.chance_of_chief
    ) as n_expected
from (
    select
        *,
        row_number() over (
            partition by
                return_name,
                thana_code,
                n_1
            order by
                turn
        ) as turn_of_figure
    from formality_figure
    where
        n_1 is not null
) as told
inner join formality_chance
    on  formality_chance.return_name     = told.return_name
    and formality_chance.thana_code      = told.thana_code
    and formality_chance.month_starts_on = told.month_starts_on
