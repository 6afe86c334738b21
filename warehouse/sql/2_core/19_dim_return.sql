-- One row for each return, as its recipe tells it, and of whom and of what span its rows speak.
select
    told_return.return_name,
    told_return.return_no,
    told_return.name_hi,
    told_return.name_en,
    told_return.title_words,
    told_return.key_fields,
    told_return.period_field,
    told_return.is_cumulative,
    told_return.is_retold,
    told_return.child_of,
    told_return.kept_flags,
    ref_return.speaks_of,
    ref_return.speaks_by
from told_return
inner join ref_return
    on ref_return.return_name = told_return.return_name
