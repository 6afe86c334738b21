-- One row for each kind of column that no return may keep, with the headers by which it is known.
select
    flag,
    flag_no,
    headers,
    header_words
from told_banned
