"""One file, one question. A page only defines render(ctx); here stands where each is found, the dashboard runs it."""

from components.menu import Sections
from pages import (
    awareness,
    backlog,
    cases,
    circulars,
    explore,
    fir,
    glossary,
    hotspots,
    inspections,
    overview,
    pandals,
    returns,
    squads,
)

# The menu: its sections in their order, and in each its pages. `menu.<section>` in locales/ names a section.
MENU: Sections = {
    "review": {"overview": overview.render, "returns": returns.render},
    "kendra": {"cases": cases.render, "backlog": backlog.render, "fir": fir.render},
    "field": {"squads": squads.render, "hotspots": hotspots.render, "pandals": pandals.render},
    "oversight": {"inspections": inspections.render, "awareness": awareness.render, "circulars": circulars.render},
    "reference": {"explore": explore.render, "glossary": glossary.render},
}
