"""Large invented summits, made by the numbers: for benchmarks, and to try things at size.

The distributions and where they come from: ``docs/reference/generated-summits.md``.
"""

from summitry.generate.assembly import un_week
from summitry.generate.exchange import trade_exchange

__all__ = ["trade_exchange", "un_week"]
