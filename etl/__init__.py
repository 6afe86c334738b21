"""From a district's file to typed rows, with every mend and every fault on record."""
