-- One row for each code of a code list, with its words and the spellings that are mended to it.
select
    code_list,
    code,
    code_no,
    list_hi,
    list_en,
    label_hi,
    label_en,
    spellings
from told_code
