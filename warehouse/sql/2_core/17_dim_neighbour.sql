-- One row for each thana and each thana whose catchment shares an edge with its own; both directions are there.
select
    ref_neighbour.thana_code,
    ref_neighbour.other_thana_code,
    ref_thana.circle_code,
    ref_thana.district_code
from ref_neighbour
inner join ref_thana
    on ref_thana.thana_code = ref_neighbour.thana_code
