"""What every fact has in common: where it comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A row of the facts with its provenance.

    Parameters
    ----------
    source
        Address or name of what states the fact; several are separated by ``" ; "``.
    assumed
        Why the value was assumed, where no source states it; empty for a sourced fact.
    note
        Anything else a reader should know.
    """

    source: str = ""
    assumed: str = ""
    note: str = ""
