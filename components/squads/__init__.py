"""The parts of the page on squads: what to ask about, coverage, rotation, the bell, response, what to verify."""
