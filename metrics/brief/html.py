"""A brief as one HTML file that calls nobody: for a mail, a phone, or paper.

Mail programs drop style sheets and scripts, so every element carries its own style; the sheet only serves print.
"""

from __future__ import annotations

from html import escape

from metrics.brief.sections import Line, Paper, Section

_FONT = "font-family:'Noto Sans Devanagari','Nirmala UI',Mangal,'Noto Sans',Arial,sans-serif"
_INK, _SOFT, _RULE = "#1f2430", "#5b6270", "#d9dde3"
# The edge of a section by what it asks for, grey where it asks for nothing; the heading says the same in words.
_EDGES = {"overdue": "#b3261e", "held": "#9a6700", "exceptions": "#1f4e79", "waiting": "#5b6270", "due": "#2e6b3a"}
_PRINT = (
    "@page{size:A4;margin:14mm}"
    "@media print{body{background:#fff!important;padding:0!important}.paper{border:0!important;padding:0!important}"
    "li{break-inside:avoid}h2{break-after:avoid}}"
)


def html(paper: Paper) -> str:
    """A whole document in UTF-8; nothing in it is fetched from anywhere."""
    title = escape(paper.title)
    body = _sums(paper) + "".join(_section(section) for section in paper.sections) + _facts(paper)
    return (
        f'<!DOCTYPE html>\n<html lang="{paper.lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_PRINT}</style>\n</head>\n"
        f'<body style="margin:0;padding:12px;background:#eef0f3;color:{_INK};{_FONT};font-size:16px;'
        'line-height:1.55">\n'
        '<div class="paper" style="max-width:760px;margin:0 auto;padding:18px;background:#fff;'
        f'border:1px solid {_RULE};border-radius:6px">\n'
        f'<h1 style="margin:0 0 10px;font-size:22px;line-height:1.35">{title}</h1>\n{body}</div>\n</body>\n</html>\n'
    )


def _sums(paper: Paper) -> str:
    """Two columns, so that it needs no width: a table, since mail programs know little else."""
    rows = "".join(
        f'<tr><td style="padding:5px 12px 5px 0;border-top:1px solid {_RULE}">{escape(label)}</td>'
        f'<td style="padding:5px 0;border-top:1px solid {_RULE};text-align:right;font-weight:700">{escape(value)}</td>'
        "</tr>"
        for label, value in paper.sums
    )
    return f'<table style="width:100%;border-collapse:collapse;border-bottom:1px solid {_RULE}">{rows}</table>\n'


def _section(section: Section) -> str:
    edge = _EDGES[section.name] if section.lines else _SOFT
    lines = "".join(_line(line) for line in section.lines)
    held = (
        f'<ol style="margin:0;padding-left:26px">{lines}</ol>'
        if lines
        else f"<p style='margin:0'>{escape(section.calm)}</p>"
    )
    return (
        f'<section style="margin:20px 0 0;padding:2px 0 2px 12px;border-left:4px solid {edge}">'
        f'<h2 style="margin:0 0 6px;font-size:18px;color:{edge}">{escape(section.heading)}</h2>{held}</section>\n'
    )


def _line(line: Line) -> str:
    return (
        f'<li style="margin:0 0 8px;overflow-wrap:anywhere"><b>{escape(line.about)}</b><br>{escape(line.sentence)}</li>'
    )


def _facts(paper: Paper) -> str:
    told = " · ".join(f"{escape(label)}: {escape(value)}" for label, value in paper.facts)
    return f'<p style="margin:20px 0 0;font-size:13px;color:{_SOFT}">{told}</p>\n'
