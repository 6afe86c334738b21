"""Roles and viewers, read from roles.toml: the menu, the page guard, the query scope, and what each may do."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from access.errors import BadSettings, NotAllowed
from access.scope import Scope

_FILE = Path(__file__).with_name("roles.toml")


class Role(BaseModel):
    """What a kind of viewer may open, see and take away."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    reach: Literal["range", "district"]
    pages: frozenset[str]
    may_export: bool
    may_see_rows: bool
    may_load: bool
    may_sign_off: bool

    @model_validator(mode="after")
    def _rights_fit_the_reach(self) -> Role:
        if self.may_load and self.reach != "range":
            raise ValueError(f"role '{self.name}': may_load brings in every district, so its reach must be 'range'")
        if self.may_sign_off and self.reach != "district":
            raise ValueError(f"role '{self.name}': may_sign_off speaks for a district, so its reach must be 'district'")
        return self


class Viewer(BaseModel):
    """Somebody looking at the dashboard: an office, never a person's name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    role: Role
    districts: frozenset[str] = frozenset()

    @model_validator(mode="after")
    def _reach_is_clear(self) -> Viewer:
        if (self.role.reach == "district") != bool(self.districts):
            raise ValueError(f"viewer '{self.code}': districts are named for a role of reach 'district', and only then")
        return self

    @property
    def scope(self) -> Scope:
        """Every query of this viewer runs inside this scope."""
        if self.role.reach == "range":
            return Scope.whole_range(self.role.name)
        return Scope(self.role.name, districts=self.districts)


@lru_cache(maxsize=1)
def demo_viewers() -> dict[str, Viewer]:
    """The viewers of the local demonstration sign-in, by code. Raises BadSettings naming what is wrong."""
    try:
        return _read(tomllib.loads(_FILE.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError, KeyError, TypeError) as error:
        raise BadSettings("access.roles_wrong", file=_FILE.name, faults=str(error)) from None


def _read(text: dict[str, Any]) -> dict[str, Viewer]:
    roles = {name: Role(name=name, **body) for name, body in text["roles"].items()}
    viewers = (Viewer(**{**body, "role": roles[body["role"]]}) for body in text["demo_viewers"])
    return {viewer.code: viewer for viewer in viewers}


def check_may_open(viewer: Viewer, page: str) -> None:
    """Raises NotAllowed unless the viewer's role holds the page."""
    if page not in viewer.role.pages:
        raise NotAllowed("access.page_not_allowed", page=page)


def check_may_export(viewer: Viewer) -> None:
    """Raises NotAllowed unless the viewer's role may take files away."""
    if not viewer.role.may_export:
        raise NotAllowed("access.export_not_allowed")


def check_may_see_rows(viewer: Viewer) -> None:
    """Raises NotAllowed unless the viewer's role may open the case rows behind a number."""
    if not viewer.role.may_see_rows:
        raise NotAllowed("access.rows_not_allowed")


def check_may_load(viewer: Viewer) -> None:
    """Raises NotAllowed unless the viewer's role may bring in returns."""
    if not viewer.role.may_load:
        raise NotAllowed("access.load_not_allowed")


def check_may_sign_off(viewer: Viewer, district_code: str | None) -> None:
    """Raises NotAllowed unless the viewer may say that a return is this district's own."""
    if not viewer.role.may_sign_off or district_code not in viewer.districts:
        raise NotAllowed("access.sign_off_not_allowed")


def may(check: Callable[..., None], *args: object) -> bool:
    """The yes/no twin of a check."""
    try:
        check(*args)
    except NotAllowed:
        return False
    return True
