-- One row for each thana: what tells the kind of its Kendra. The number of gram panchayats is null where the list is silent.
select
    thana_code,
    is_mahila,
    n_gram_panchayats
from (
    select
        dim_thana.district_code,
        dim_thana.circle_code,
        dim_thana.thana_code,
        dim_thana.is_mahila,
        mart_reach_base.n_gram_panchayats
    from dim_thana
    left join mart_reach_base
        on mart_reach_base.thana_code = dim_thana.thana_code
) as listed
where
    {scope}
order by
    thana_code
