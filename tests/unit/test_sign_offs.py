"""A sign-off is given once, by the ASP of the district, and never changed; who may load and sign is checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from access import sign_offs
from access.errors import BadChoice, NotAllowed
from access.roles import Role, check_may_load, check_may_sign_off, demo_viewers, may
from access.settings import Settings

ASP = demo_viewers()["asp-hapur"]


def test_a_sign_off_is_on_record_whole_and_in_the_audit(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    signed = sign_offs.sign(settings, ASP, "cases-hapur-00001", "hapur", "abc")
    assert sign_offs.of_batch(settings, "cases-hapur-00001") == [signed]
    assert sign_offs.signed_batches(settings) == {"cases-hapur-00001"}
    assert (signed.viewer, signed.content_hash) == ("asp-hapur", "abc")
    assert [path.name for path in (tmp_path / "sign_offs").iterdir()] == ["cases-hapur-00001--asp-hapur.json"]
    (line,) = [json.loads(one) for path in (tmp_path / "logs").iterdir() for one in path.read_text().splitlines()]
    assert (line["event"], line["batch"], line["content_hash"]) == ("sign_off", "cases-hapur-00001", "abc")


def test_a_second_sign_off_of_the_same_post_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    first = sign_offs.sign(settings, ASP, "cases-hapur-00001", "hapur", "abc")
    with pytest.raises(BadChoice):
        sign_offs.sign(settings, ASP, "cases-hapur-00001", "hapur", "other")
    assert sign_offs.of_batch(settings, "cases-hapur-00001") == [first]


@pytest.mark.parametrize("viewer", ["dig", "analyst", "asp-meerut"])
def test_nobody_else_signs_for_a_district(tmp_path: Path, viewer: str) -> None:
    with pytest.raises(NotAllowed):
        sign_offs.sign(Settings(data=tmp_path), demo_viewers()[viewer], "cases-hapur-00001", "hapur", "abc")
    assert not (tmp_path / "sign_offs").exists()


def test_only_the_analyst_loads_and_only_an_asp_signs() -> None:
    assert [code for code, viewer in demo_viewers().items() if may(check_may_load, viewer)] == ["analyst"]
    assert [code for code, one in demo_viewers().items() if may(check_may_sign_off, one, "hapur")] == ["asp-hapur"]
    assert not may(check_may_sign_off, ASP, None)


@pytest.mark.parametrize("rights", [{"reach": "district", "may_load": True}, {"reach": "range", "may_sign_off": True}])
def test_a_right_that_does_not_fit_the_reach_stops_the_program(rights: dict[str, object]) -> None:
    facts = {
        "name": "x",
        "pages": ["returns"],
        "may_export": True,
        "may_see_rows": False,
        "may_load": False,
        "may_sign_off": False,
    }
    with pytest.raises(ValidationError):
        Role.model_validate({**facts, **rights})
