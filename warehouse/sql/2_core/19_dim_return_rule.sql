-- One row for each rule that the rows of a return are held against, and the fields that it is about.
select
    return_name,
    rule,
    rule_no,
    consequence,
    blamed_fields,
    read_fields,
    sentence_hi,
    sentence_en,
    mend_hi,
    mend_en
from told_rule
