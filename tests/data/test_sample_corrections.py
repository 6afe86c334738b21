"""The one return of the sample that is sent twice: what its second file raises, and that nothing else is told twice."""

from __future__ import annotations

from dataclasses import replace

from sample_data import Sample
from sample_data.cases import REVIEW_DAYS
from sample_data.corrections import RAISED, lines_of
from sample_data.days import answer_key, days_between, period_from
from sample_data.filing import Boxes
from sample_data.temper import troubled


def test_the_one_return_that_is_sent_twice_raises_one_kendras_month(sample: Sample, boxed: Boxes) -> None:
    ((thana, entry),) = troubled("raised_afterwards").items()
    first, again = [
        filing
        for filing in sample.filings
        if (filing.return_name, filing.district, filing.period)
        == (entry["return"], entry["district"], period_from(entry["first_day"]))  # type: ignore[arg-type]  # a date
    ]
    assert [filing for filing in sample.filings if filing.is_correction] == [again]
    assert (again.received_at, again.thanas) == (entry["received_at"], first.thanas)
    assert first.received_at.date() < max(day for day in REVIEW_DAYS if day < again.received_at.date())
    told, now = ({(row.thana, row.day): row for row in lines_of(filing, boxed)} for filing in (first, again))  # type: ignore[attr-defined]  # daily counts
    changed = {key for key in now if told[key] != now[key]}
    assert told.keys() == now.keys()
    assert changed == {(thana, day) for day in days_between(entry["first_day"], entry["last_day"])}  # type: ignore[arg-type]
    for key in changed:
        raised = {name: getattr(told[key], name) for name in RAISED}
        assert replace(now[key], **raised) == told[key], "only these were raised"
        assert all(before <= getattr(now[key], name) for name, before in raised.items())
        assert 1.3 < now[key].persons_checked / told[key].persons_checked < 1.4  # type: ignore[attr-defined]


def test_the_thana_of_the_return_sent_twice_carries_nothing_else() -> None:
    (thana,) = troubled("raised_afterwards")
    carried = [entry["kind"] for entry in answer_key()["troubles"] if entry["thana"] == thana]
    assert carried == ["raised_afterwards"]
    assert thana not in {entry["thana"] for entry in answer_key()["cells"]}
