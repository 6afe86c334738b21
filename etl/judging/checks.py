"""What a batch is asked beside its own rows: whether it came in time, and how it agrees with what else is on record."""

from __future__ import annotations

from etl.judging.register import Register
from etl.judging.revisions import InTime, timing
from etl.judging.serials import missing_numbers
from etl.judging.slices import Said
from etl.judging.wholes import disagreements
from expectations.verdict import Reason
from warehouse.reference import Reference
from warehouse.store import Store


def findings(said: Said, place: InTime, register: Register, store: Store, reference: Reference) -> tuple[Reason, ...]:
    """Everything to be shown of a batch that does not hold it; early or late comes first."""
    names = {code: (hindi, english) for code, hindi, english in _names(reference)}
    earlier = store.batches()
    cumulative = said.slice_.recipe.is_cumulative
    return (
        *timing(said, place),
        *disagreements(said, earlier, store, names),
        *(missing_numbers(said, register.rows, earlier, store, names) if cumulative else ()),
    )


def _names(reference: Reference) -> list[tuple[str, str, str]]:
    return reference.thanas.select("thana_code", "name_hi", "name_en").rows()
