-- One row for each listed place and day on which a squad visited it: how many visits, of the thana whose place it is and in all, and
-- how many about the bell (45 minutes around opening or closing), in the evening peak, with a woman officer, and in doubt.
select
    visit.place_code,
    visit.home_district_code as district_code,
    visit.home_circle_code   as circle_code,
    visit.home_thana_code    as thana_code,
    visit.kind,
    visit.visited_on         as day,
    count(*)                 as n_visits,
    cast(sum(case when visit.thana_code = visit.home_thana_code then 1 else 0 end) as bigint) as n_visits_own,
    cast(sum(visit.is_at_bell) as bigint) as n_at_bell,
    cast(sum(case when visit.begins < 1380 and visit.ends > 1140 then 1 else 0 end) as bigint) as n_peak,
    cast(sum(case when visit.women_officers > 0 then 1 else 0 end) as bigint) as n_with_woman,
    cast(sum(case when visit.women_officers is null then 1 else 0 end) as bigint) as n_woman_unknown,
    cast(sum(case when doubt.row_id is not null then 1 else 0 end) as bigint) as n_doubtful
from visit_evening as visit
left join (
    select distinct
        batch_seq,
        row_id
    from core_visit_doubt
) as doubt
    on  doubt.batch_seq = visit.batch_seq
    and doubt.row_id    = visit.row_id
group by
    visit.place_code,
    visit.home_district_code,
    visit.home_circle_code,
    visit.home_thana_code,
    visit.kind,
    visit.visited_on
