-- The few words of warehouse/sql that engines spell differently. Another engine brings its own file with the same words.
-- n_items(list): how many items a list has; null for no list.
create or replace temp macro n_items(items) as len(items);
-- n_days(earlier, later): from one date to another. n_hours(earlier, later): whole hours from one moment to another.
create or replace temp macro n_days(earlier, later) as later - earlier;
create or replace temp macro n_hours(earlier, later) as date_sub('hour', earlier, later);
