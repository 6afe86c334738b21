"""Every setting in one place; each can be given as an environment variable MISSION_<NAME>."""

from __future__ import annotations

import os
from datetime import date
from functools import lru_cache
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from access.errors import BadSettings

_PREFIX = "MISSION_"
HOME = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """The settings of one installation. Thresholds are POLICY unless their comment names another source."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, extra="forbid", frozen=True)

    data: Path = Field(HOME / "data", description="Folder of accepted batches, snapshots and the review store.")
    reference: Path = Field(HOME / "warehouse" / "reference", description="Folder of the master lists.")

    max_file_mb: float = Field(50, gt=0)
    max_unpacked_mb: float = Field(200, gt=0)
    max_members: int = Field(2_000, gt=0, description="Files in a zip, and parts of a workbook.")
    max_rows: int = Field(500_000, gt=0)
    max_columns: int = Field(256, gt=0)
    max_cell_characters: int = Field(32_767, gt=0)

    hold_quarantine_pct: float = Field(5, ge=0, le=100)
    hold_quarantine_rows: int = Field(3, ge=1)
    hold_row_fall_pct: float = Field(30, ge=0, le=100)
    closed_through: dict[str, date] = Field(default_factory=dict, description="Return name to last closed day.")

    small_cell: int = Field(5, ge=2, description="Counts of women below this are not shown.")
    demo_sign_in: bool = Field(True, description="Local demonstration sign-in; served on a loopback address only.")


@lru_cache(maxsize=1)
def load_settings() -> Settings:
    """The settings of this process. Raises BadSettings naming each wrong one."""
    known = {f"{_PREFIX}{name.upper()}" for name in Settings.model_fields}
    unknown = sorted(name for name in os.environ if name.upper().startswith(_PREFIX) and name.upper() not in known)
    if unknown:
        raise BadSettings("settings.unknown", names=", ".join(unknown), known=", ".join(sorted(known)))
    try:
        return Settings()
    except ValidationError as error:
        faults = "; ".join(
            f"{_PREFIX}{'.'.join(map(str, fault['loc'])).upper()}: {fault['msg']} (found {fault['input']!r})"
            for fault in error.errors()
        )
        raise BadSettings("settings.wrong", faults=faults) from None
