-- One row for each festival of which a patrol return came for some place and night.
select distinct
    festival_code
from mart_place_night
where
    is_known
    and {scope}
