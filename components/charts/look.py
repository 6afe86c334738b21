"""One look for every figure: palette, type and sizes, and the small pieces that figures are built of.

The colours are those of the light theme in style.css, which turns each into its variable, so that a figure follows
the theme without being drawn again. Fills of age bands stay as they are, with the ink that can be read on them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
import plotly.io as pio

from components import words
from locales import say
from metrics import wording

INK, SOFT, RULE = "#1b2430", "#414c58", "#d5d9dc"
LINE, MET, MISSED, WATCH = "#1d4f73", "#00505c", "#8f2806", "#634400"
PAPER, CLEAR = "#fbfaf7", "rgba(0,0,0,0)"
VARIABLES = {
    INK: "ink",
    SOFT: "soft",
    RULE: "rule",
    LINE: "line",
    MET: "met",
    MISSED: "missed",
    WATCH: "watch",
    PAPER: "paper",
}
TONES = {"met": MET, "missed": MISSED, "watch": WATCH}

SIZE, NUMBER = 15, 16
ROW = 44  # pixels for a horizontal bar with one line of text
_TEXT_LINE = 21
_COLUMN = 9.0  # pixels that a bold letter takes at NUMBER
_FONT = "'Noto Sans', 'Noto Sans Devanagari', 'Nirmala UI', 'Kohinoor Devanagari', 'Mukta', system-ui, sans-serif"

Parts = dict[str, Any]

_AXIS: Parts = {
    "gridcolor": RULE,
    "gridwidth": 1.5,
    "zeroline": False,
    "showline": False,
    "ticks": "",
    "automargin": True,
    "fixedrange": True,
    "tickfont": {"size": SIZE, "color": INK},
    "title": {"font": {"size": SIZE, "color": SOFT}, "standoff": 8},
}
pio.templates["ms"] = go.layout.Template(
    layout={
        "font": {"family": _FONT, "size": SIZE, "color": INK},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "margin": {"l": 4, "r": 12, "t": 8, "b": 8, "pad": 6},
        "hovermode": False,
        "dragmode": False,
        "showlegend": False,
        "bargap": 0.3,
        "xaxis": _AXIS,
        "yaxis": _AXIS,
        "uniformtext": {"mode": "hide", "minsize": 14},
        "annotationdefaults": {"showarrow": False, "font": {"size": SIZE, "color": INK}},
    }
)


def figure(traces: Sequence[Any], height: float, **layout: Any) -> go.Figure:
    """Traces on the common look, of a height in pixels; the width is the page's.

    The look is named each time: Streamlit makes its own the default whenever it is imported.
    """
    return go.Figure(list(traces), {"template": "ms", "height": int(height), **layout})


def wrap(text: str, columns: int = 17) -> str:
    """A label over several lines, broken between words and never cut."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if wording.width(longer) > columns and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return "<br>".join(lines)


def bold(text: str) -> str:
    return f"<b>{text}</b>"


def count(lang: str, n: float | None, is_suppressed: bool = False) -> str:
    """A count as it is written on a mark: <5 where it is suppressed, words where nothing is known."""
    if is_suppressed:
        return say(lang, "cell.few")
    return say(lang, "charts.unknown") if n is None else words.number(lang, n)


def room(texts: Sequence[str]) -> int:
    """Pixels that the longest line of these texts takes in bold."""
    lines = (line for text in texts for line in _plain(text).split("<br>"))
    return int(max((wording.width(line) for line in lines), default=0) * _COLUMN) + 14


def rows_height(names: Sequence[str], texts: Sequence[str] = ()) -> float:
    """Pixels for so many rows, high enough for the row with most lines."""
    lines = max((text.count("<br>") + 1 for text in [*names, *texts]), default=1)
    return len(names) * max(ROW, lines * _TEXT_LINE + 10)


def rows_axis(names: Sequence[str]) -> Parts:
    """A row for each name from the top down; two units of one name stay two rows."""
    return {
        "tickmode": "array",
        "tickvals": list(range(len(names))),
        "ticktext": list(names),
        "range": [len(names) - 0.5, -0.5],
        "showgrid": False,
    }


def beside(texts: Sequence[str], colours: Sequence[str] | None = None) -> list[Parts]:
    """What is written at the right of each row, in a column of its own."""
    return [
        {
            "xref": "paper",
            "x": 1,
            "xanchor": "left",
            "y": row,
            "yanchor": "middle",
            "align": "left",
            "xshift": 8,
            "text": text,
            "font": {"size": NUMBER, "color": colours[row] if colours else INK},
        }
        for row, text in enumerate(texts)
    ]


def hidden_axis(low: float, high: float) -> Parts:
    return {"visible": False, "range": [low, high]}


def hatch(shape: str, colour: str = PAPER) -> Parts:
    """Strokes over a fill, so that it can be told from its neighbour without colour."""
    return {"shape": shape, "fgcolor": colour, "size": 9, "solidity": 0.28, "fillmode": "overlay"}


def note(text: str, x: Any, y: Any, **more: Any) -> Parts:
    """A text at a place of the plot; the style sheet rims its letters, so that a line below is read and not hidden."""
    return {"text": text, "x": x, "y": y, **more}


def few_ticks(labels: Sequence[str], most: int = 4) -> Parts:
    """Some of the labels of a row of places, a word a line, so that they stand side by side on a phone as well."""
    shown = list(range(0, len(labels), max(1, -(-len(labels) // most))))
    texts = [labels[place].replace(" ", "<br>") for place in shown]
    return {"tickvals": shown, "ticktext": texts, "showgrid": False, "tickangle": 0}


def _plain(text: str) -> str:
    return text.replace("<b>", "").replace("</b>", "")
