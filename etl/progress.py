"""Progress of a load on stderr: one line for each file and step, in the language of whoever loads, or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import TextIO

from locales import say

Step = Callable[[str], None]


class Progress:
    """Says which file of how many is at which step; machines read stdout, people read this."""

    def __init__(self, lang: str, stream: TextIO | None = None) -> None:
        self._lang = lang
        self._stream = sys.stderr if stream is None else stream
        self._n_files = 0
        self._n_begun = 0

    def expect(self, n_files: int) -> None:
        self._n_files += n_files

    def begin(self, file_name: str) -> Step:
        """A reporter for one file's steps, numbered in the order in which files begin."""
        self._n_begun += 1
        head = f"[{self._n_begun}/{self._n_files}] {file_name}"
        return lambda step: self.say(f"{head} · {say(self._lang, step)}")

    def step(self, key: str) -> None:
        self.say(say(self._lang, key))

    def settle(self, file_name: str, verdict: str) -> None:
        """Say what became of a file, or of one district's part of it."""
        self.say(f"{file_name} · {say(self._lang, f'gate.verdict.{verdict}')}")

    def say(self, line: str) -> None:
        self._stream.write(f"{line}\n")
        self._stream.flush()


class JsonProgress(Progress):
    """Says the same as one JSON object a line: `of` files, then `n`, `file` and `step`, then `file` and `verdict`."""

    def expect(self, n_files: int) -> None:
        super().expect(n_files)
        self._tell(of=self._n_files)

    def begin(self, file_name: str) -> Step:
        self._n_begun += 1
        number = self._n_begun
        return lambda step: self._tell(n=number, of=self._n_files, file=file_name, step=step)

    def step(self, key: str) -> None:
        self._tell(step=key)

    def settle(self, file_name: str, verdict: str) -> None:
        self._tell(file=file_name, verdict=verdict)

    def _tell(self, **facts: str | int) -> None:
        self.say(json.dumps(facts, ensure_ascii=False))


class Silent(Progress):
    """Reports nothing."""

    def __init__(self) -> None:
        super().__init__("en")

    def say(self, line: str) -> None:
        return
