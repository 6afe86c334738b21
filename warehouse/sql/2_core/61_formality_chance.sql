-- One row for each return of counts, thana and month: how likely it is by chance that two rows have the same figures, and the same
-- chief figure, each figure being a count that varies about the thana's own mean of the month. Two Poisson counts of mean m agree
-- with probability exp(-2m) I0(2m) (Skellam 1946); 1 / sqrt(1 + 4m + 6m^2 / (1 + 0.7m)) lies above it by at most an eighth, is 1 at
-- nought, and comes to 1 / sqrt(4 pi m) where counts are large. A thana of true noughts is expected to repeat itself.
select
    return_name,
    thana_code,
    month_starts_on,
    1 / sqrt(
        coalesce(term_1, 1)
        * coalesce(term_2, 1)
        * coalesce(term_3, 1)
        * coalesce(term_4, 1)
        * coalesce(term_5, 1)
        * coalesce(term_6, 1)
        * coalesce(term_7, 1)
        * coalesce(term_8, 1)
        * coalesce(term_9, 1)
        * coalesce(term_10, 1)
        * coalesce(term_11, 1)
        * coalesce(term_12, 1)
        * coalesce(term_13, 1)
        * coalesce(term_14, 1)
    )                                as chance,
    1 / sqrt(coalesce(term_1, 1)) as chance_of_chief
from (
    select
        return_name,
        thana_code,
        month_starts_on,
        1 + 4 * mean_1 + 6 * mean_1 * mean_1 / (1 + 0.7 * mean_1) as term_1,
        1 + 4 * mean_2 + 6 * mean_2 * mean_2 / (1 + 0.7 * mean_2) as term_2,
        1 + 4 * mean_3 + 6 * mean_3 * mean_3 / (1 + 0.7 * mean_3) as term_3,
        1 + 4 * mean_4 + 6 * mean_4 * mean_4 / (1 + 0.7 * mean_4) as term_4,
        1 + 4 * mean_5 + 6 * mean_5 * mean_5 / (1 + 0.7 * mean_5) as term_5,
        1 + 4 * mean_6 + 6 * mean_6 * mean_6 / (1 + 0.7 * mean_6) as term_6,
        1 + 4 * mean_7 + 6 * mean_7 * mean_7 / (1 + 0.7 * mean_7) as term_7,
        1 + 4 * mean_8 + 6 * mean_8 * mean_8 / (1 + 0.7 * mean_8) as term_8,
        1 + 4 * mean_9 + 6 * mean_9 * mean_9 / (1 + 0.7 * mean_9) as term_9,
        1 + 4 * mean_10 + 6 * mean_10 * mean_10 / (1 + 0.7 * mean_10) as term_10,
        1 + 4 * mean_11 + 6 * mean_11 * mean_11 / (1 + 0.7 * mean_11) as term_11,
        1 + 4 * mean_12 + 6 * mean_12 * mean_12 / (1 + 0.7 * mean_12) as term_12,
        1 + 4 * mean_13 + 6 * mean_13 * mean_13 / (1 + 0.7 * mean_13) as term_13,
        1 + 4 * mean_14 + 6 * mean_14 * mean_14 / (1 + 0.7 * mean_14) as term_14
    from (
        select
            return_name,
            thana_code,
            month_starts_on,
            cast(sum(n_1) as double) / nullif(count(n_1), 0) as mean_1,
            cast(sum(n_2) as double) / nullif(count(n_2), 0) as mean_2,
            cast(sum(n_3) as double) / nullif(count(n_3), 0) as mean_3,
            cast(sum(n_4) as double) / nullif(count(n_4), 0) as mean_4,
            cast(sum(n_5) as double) / nullif(count(n_5), 0) as mean_5,
            cast(sum(n_6) as double) / nullif(count(n_6), 0) as mean_6,
            cast(sum(n_7) as double) / nullif(count(n_7), 0) as mean_7,
            cast(sum(n_8) as double) / nullif(count(n_8), 0) as mean_8,
            cast(sum(n_9) as double) / nullif(count(n_9), 0) as mean_9,
            cast(sum(n_10) as double) / nullif(count(n_10), 0) as mean_10,
            cast(sum(n_11) as double) / nullif(count(n_11), 0) as mean_11,
            cast(sum(n_12) as double) / nullif(count(n_12), 0) as mean_12,
            cast(sum(n_13) as double) / nullif(count(n_13), 0) as mean_13,
            cast(sum(n_14) as double) / nullif(count(n_14), 0) as mean_14
        from formality_figure
        group by
            return_name,
            thana_code,
            month_starts_on
    ) as usual
) as spread
