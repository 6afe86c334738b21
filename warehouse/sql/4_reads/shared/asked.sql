-- One row for each window asked for, with its number, its days and the day up to which things are known.
select
    cast(unnest($window_no) as bigint) as window_no,
    cast(unnest($start_on) as date)    as start_on,
    cast(unnest($end_on) as date)      as end_on,
    cast(unnest($as_of) as date)       as as_of
