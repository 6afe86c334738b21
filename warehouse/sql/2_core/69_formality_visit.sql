-- One row for each visit whose hour was the squad's own to choose, with the number of the day among those with such a visit. No squad
-- is the thana's only one. Not of its own choosing is the hour at a bell (P2 asks for it), and that of the peak at a pandal or Ramlila
-- in a Navratri (N2 does): who keeps to a timetable there does what is asked.
select
    district_code,
    circle_code,
    thana_code,
    squad,
    day,
    from_time,
    to_time,
    batch_seq,
    row_id,
    source_row,
    dense_rank() over (
        partition by
            thana_code,
            squad
        order by
            day
    ) as day_no
from (
    select
        core_patrol.district_code,
        core_patrol.circle_code,
        core_patrol.thana_code,
        coalesce(core_patrol.squad, '') as squad,
        core_patrol.visited_on          as day,
        core_patrol.from_time,
        core_patrol.to_time,
        core_patrol.batch_seq,
        core_patrol.row_id,
        core_patrol.source_row,
        case
            when visit_evening.is_at_bell = 1 then true
            when visit_evening.kind in ('pandal', 'ramlila') and visit_evening.begins < 1380 and visit_evening.ends > 1140
                then exists (
                    select 1
                    from dim_calendar
                    where
                        dim_calendar.kind = 'navratri'
                        and visit_evening.night between dim_calendar.starts_on and coalesce(dim_calendar.ends_on, dim_calendar.starts_on)
                )
            else false
        end as is_hour_asked
    from core_patrol
    left join visit_evening
        on  visit_evening.batch_seq = core_patrol.batch_seq
        and visit_evening.row_id    = core_patrol.row_id
) as visit
where
    not is_hour_asked
