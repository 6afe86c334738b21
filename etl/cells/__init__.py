"""From the text of a cell to a value: dates, counts, codes, numbers, each mend and fault on record."""
