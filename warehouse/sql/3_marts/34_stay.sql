-- One row for each stretch of days that counts towards a stock: open cases by age, enquiries, FIRs and counselling. Days before
-- the campaign count on its first day, and no stretch goes on beyond the last day reported.
select
    thana_code,
    band,
    greatest(enters_on, starts_on)                   as enters_on,
    least(coalesce(leaves_on, day_after), day_after) as leaves_on
from (
    select
        stretch.thana_code,
        stretch.band,
        stretch.enters_on,
        stretch.leaves_on,
        publication.starts_on,
        publication.data_through + 1 as day_after
    from (
        select * from open_stretch
        union all
        select * from fir_stretch
        union all
        select * from counselling_stretch
    ) as stretch
    cross join publication
) as stay
where
    enters_on < day_after
    and (leaves_on is null or (leaves_on > enters_on and leaves_on > starts_on))
