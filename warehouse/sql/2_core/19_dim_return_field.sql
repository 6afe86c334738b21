-- One row for each field of a return, under every header by which it is known.
select
    return_name,
    field,
    field_no,
    header_hi,
    header_en,
    spellings,
    field_type,
    code_list,
    is_required,
    column_names
from told_field
