"""From the cells of a sheet to tables: headers, titles, totals, periods, and which rows are data."""
