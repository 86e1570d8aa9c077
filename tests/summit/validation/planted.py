"""What a mistake in the facts of the small summit is reported as."""

from typing import Any

from summitry.summit import FactsError
from tests.builders import summit


def lines(**fields: Any) -> list[str]:
    """Return one line for each problem of the small summit with these fields changed; nobody has replied."""
    try:
        summit(**{"replies": ()} | fields)
    except FactsError as error:
        return str(error).splitlines()
    return []
