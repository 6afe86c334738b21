-- One row for each kind of duty that the snapshot knows.
select distinct
    stream
from mart_obligation
where
    {scope}
