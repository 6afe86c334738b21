-- One row for each spelling of a code list that is known and cannot be resolved.
select
    code_list,
    spelling,
    spelling_no,
    sentence_hi,
    sentence_en
from told_code_refused
