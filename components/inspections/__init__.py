"""The parts of the page of inspections: what to ask, the matrices of SHO and CO, gaps, defects, checklist, set-up."""
