"""A load: every file of every delivery prepared, judged and committed in a fixed order, and published in the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from access.errors import BadChoice, BadSettings
from access.settings import Settings
from etl.ahead import prepare_in_order
from etl.dictionary import told_dictionary
from etl.files.incoming import Incoming
from etl.judging.batches import Delivery, Outcome, outcome_of, refuse, take_in, unchanged
from etl.judging.prepare import Checked, FileFacts, Prepared, file_facts
from etl.judging.register import Register
from etl.judging.standing import find_batch, is_behind
from etl.progress import Progress
from etl.recipes import load_recipes
from expectations.verdict import PUBLISHED, UNCHANGED, reason
from warehouse.batch import Batch
from warehouse.build import publish
from warehouse.reference import Reference, load_reference
from warehouse.store import Store


@dataclass(frozen=True)
class Lot:
    """Files handed in together, in the order in which they are read.

    With `retries`, a file that was held or refused is tried again: lists and settings may have changed since.
    With `is_published`, what is known once they are on record is published before anything later is.
    """

    files: tuple[Incoming, ...]
    delivery: Delivery
    retries: bool = True
    is_published: bool = False


@dataclass(frozen=True)
class Report:
    """What a load did: an outcome for each slice or refused file, and the snapshot that stands afterwards."""

    outcomes: tuple[Outcome, ...]
    snapshot: str | None

    @property
    def is_all_good(self) -> bool:
        return all(outcome.verdict in (PUBLISHED, UNCHANGED) for outcome in self.outcomes)


def load(lots: Sequence[Lot], settings: Settings, progress: Progress) -> Report:
    """Load deliveries in order and publish in the end. Raises MissionError when nothing could be done."""
    check_closed(settings)
    store = Store(settings)
    with store.lock():
        store.clean_up()
        outcomes = commit(lots, store, settings, progress)
        _publish(store, settings, progress)
    return Report(tuple(outcomes), store.current_id())


def _publish(store: Store, settings: Settings, progress: Progress) -> None:
    if is_behind(store):
        publish(store, settings, progress.step, told_dictionary())


def check_closed(settings: Settings) -> None:
    """A period closed for a return that does not exist would stay open for the one that was meant."""
    known = [recipe.name for recipe in load_recipes()]
    if unknown := sorted(set(settings.closed_through) - set(known)):
        raise BadSettings("gate.load.closed_unknown", found=", ".join(unknown), known=", ".join(known))


def commit(lots: Sequence[Lot], store: Store, settings: Settings, progress: Progress) -> list[Outcome]:
    """Judge every file of every delivery and put on record what is new; published is only what a lot asks for."""
    reference = load_reference(settings)
    sifted = [_sift(lot, store) for lot in lots]
    jobs = [(file, lot.delivery.received_at) for lot, (fresh, _) in zip(lots, sifted, strict=True) for file in fresh]
    progress.expect(len(jobs))
    coming = prepare_in_order(jobs, settings, reference, progress)
    desk = _Desk(store, settings, reference, Register(store), progress)
    outcomes: list[Outcome] = []
    for lot, (fresh, known) in zip(lots, sifted, strict=True):
        outcomes += _with_notes([*known, *desk.take(coming, len(fresh), lot.delivery)], lot)
        if lot.is_published:
            _publish(store, settings, progress)
    return outcomes


def batch_to_correct(batch_id: str, files: Sequence[Incoming], settings: Settings) -> Batch:
    """The batch that one file is said to correct."""
    if len(files) != 1:
        raise BadChoice("gate.load.one_file", count=len(files))
    batch = find_batch(batch_id, Store(settings))
    if batch.verdict == "refused":
        raise BadChoice("gate.load.not_published", batch=batch_id)
    return batch


def _sift(lot: Lot, store: Store) -> tuple[list[Incoming], list[Outcome]]:
    """The files of a lot that have to be read, and the outcomes of those that came before, byte for byte."""
    fresh: list[Incoming] = []
    known: list[Outcome] = []
    for file in lot.files:
        before = [] if lot.delivery.corrects else _came_before(file_facts(file), store, lot.retries)
        known += before
        fresh += [] if before else [file]
    return fresh, known


def _with_notes(outcomes: list[Outcome], lot: Lot) -> list[Outcome]:
    """The outcomes with what was noticed in an archive, said once, with what became of its first file."""
    for file in lot.files:
        told = tuple(reason(note, count) for note, count in file.notes)
        name = file_facts(file).name
        at = next((at for at, outcome in enumerate(outcomes) if outcome.file == name), None) if told else None
        if at is not None:
            outcomes[at] = replace(outcomes[at], reasons=(*outcomes[at].reasons, *told))
    return outcomes


def _came_before(file: FileFacts, store: Store, retries: bool) -> list[Outcome]:
    """What became of the same bytes; nothing when some of it was held or refused and is worth another try.

    What was held and has been replaced whole since is not: a superseded file does not come back by being re-sent.
    """
    same = [batch for batch in store.batches() if file.sha256 and batch.file_sha256 == file.sha256]
    last = {(batch.sheet, batch.return_name, batch.district_code, batch.first_day): batch for batch in same}
    settled = {
        one: (batch.verdict == PUBLISHED and not batch.is_early) or _is_replaced(batch, store)
        for one, batch in last.items()
    }
    if retries and not all(settled.values()):
        return []
    return [unchanged(last[one], file, "same_bytes") if settled[one] else outcome_of(last[one]) for one in last]


def _is_replaced(held: Batch, store: Store) -> bool:
    """Whether one later published batch covers every thana and day of a held one."""
    place = held.return_name, held.district_code
    return any(
        later.seq > held.seq
        and later.verdict == PUBLISHED
        and (later.return_name, later.district_code) == place
        and later.covers(held)
        for later in store.batches()
    )


@dataclass(frozen=True)
class _Desk:
    """The part of a load that must happen in order: judging against the register, and committing."""

    store: Store
    settings: Settings
    reference: Reference
    register: Register
    progress: Progress

    def take(self, coming: Iterator[Prepared], n_files: int, delivery: Delivery) -> list[Outcome]:
        """The outcomes of one delivery. Child rows are judged last, when all of its cases are in the register."""
        outcomes: list[Outcome] = []
        children: list[tuple[FileFacts, Checked]] = []
        for _ in range(n_files):
            prepared = next(coming)
            _check_correction(prepared, delivery)
            outcomes += [refuse(part, prepared.file, delivery, self.store) for part in prepared.refused]
            later = [checked for checked in prepared.checked if checked.slice_.recipe.child_of]
            children += [(prepared.file, checked) for checked in later]
            now = [checked for checked in prepared.checked if not checked.slice_.recipe.child_of]
            outcomes += [self._take_in(checked, prepared.file, delivery) for checked in now]
        return outcomes + [self._take_in(checked, file, delivery) for file, checked in children]

    def _take_in(self, checked: Checked, file: FileFacts, delivery: Delivery) -> Outcome:
        known = self.store, self.register, self.settings, self.reference
        outcome = take_in(checked, file, delivery, *known)
        self.progress.settle(outcome.file, outcome.verdict)
        return outcome


def _check_correction(prepared: Prepared, delivery: Delivery) -> None:
    batch = delivery.corrects
    for checked in prepared.checked if batch else ():
        slice_ = checked.slice_
        if batch and (slice_.return_name, slice_.district_code) != (batch.return_name, batch.district_code):
            there, here = f"{batch.return_name}/{batch.district_code}", f"{slice_.return_name}/{slice_.district_code}"
            raise BadChoice("gate.load.corrects_other", batch=batch.batch_id, there=there, here=here)
