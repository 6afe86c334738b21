-- One row for each return: what it speaks of and by, and whether it is the case register or hangs on it.
select
    return_name,
    speaks_of,
    speaks_by,
    is_of_register
from ref_return
