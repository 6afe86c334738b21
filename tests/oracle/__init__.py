"""Every KPI once more, by hand: plain loops over the sample's truth, sharing nothing with the warehouse or metrics."""
