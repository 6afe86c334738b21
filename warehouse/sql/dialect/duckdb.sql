-- The few words of warehouse/sql that engines spell differently. Another engine brings its own file with the same words.
-- n_items(list): how many items a list has; null for no list.
create or replace temp macro n_items(items) as len(items);
