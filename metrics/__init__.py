"""What a figure is, how it is computed, and when it says something: the only place that computes a KPI."""
