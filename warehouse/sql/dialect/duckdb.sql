-- The few words of warehouse/sql that engines spell differently. Another engine brings its own file with the same words.
-- n_items(list): how many items a list has; null for no list.
create or replace temp macro n_items(items) as len(items);
-- has_item(list, item): whether it is among them.
create or replace temp macro has_item(items, item) as list_contains(items, item);
-- each_item(list): a row for each item of a list; none for an empty list or no list.
create or replace temp macro each_item(items) as unnest(items);
-- n_days(earlier, later): from one date to another. n_hours(earlier, later): whole hours from one moment to another.
create or replace temp macro n_days(earlier, later) as later - earlier;
create or replace temp macro n_hours(earlier, later) as date_sub('hour', earlier, later);
-- minute_of_day(moment): of a time of day, whole minutes since midnight.
create or replace temp macro minute_of_day(moment) as date_part('hour', moment) * 60 + date_part('minute', moment);
-- hour_of_day(moment): of a time of day, the hour from 0 to 23.
create or replace temp macro hour_of_day(moment) as date_part('hour', moment);
-- distance_m(lat, lon, other_lat, other_lon): metres along the great circle (haversine, mean radius of the earth 6,371,008.8 m).
create or replace temp macro distance_m(lat, lon, other_lat, other_lon) as 2 * 6371008.8 * asin(sqrt(
    sin(radians(other_lat - lat) / 2) ** 2
    + cos(radians(lat)) * cos(radians(other_lat)) * sin(radians(other_lon - lon) / 2) ** 2));
