-- One row for each thana: what the list of gram panchayats and wards says of it.
select
    thana_code,
    n_gram_panchayats,
    n_wards,
    n_schools,
    n_colleges,
    women_population
from mart_reach_base
where
    {scope}
order by
    thana_code
