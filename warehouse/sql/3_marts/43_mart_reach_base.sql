-- One row for each thana: how many gram panchayats, wards, schools and colleges it is listed to have, and how many women live
-- there; null where the list does not say. n_listed are panchayats and wards.
select
    dim_thana.district_code,
    dim_thana.circle_code,
    dim_thana.thana_code,
    ref_base.n_gram_panchayats,
    ref_base.n_wards,
    ref_base.n_schools,
    ref_base.n_colleges,
    ref_base.women_population,
    coalesce(ref_base.n_gram_panchayats, 0) + coalesce(ref_base.n_wards, 0) as n_listed
from dim_thana
left join ref_base
    on ref_base.thana_code = dim_thana.thana_code
