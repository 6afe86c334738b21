"""Any KPI by place, stretch of time and category: what is asked, how it is cut up, and what of it may be shown."""
