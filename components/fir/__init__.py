"""The parts of the FIR page: the watch, what to ask about, hours and clocks, the lists."""
