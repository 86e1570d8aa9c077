"""The judge: written from the rule book, in plain loops, apart from every solver."""

from summitry.rules.hard import HARD_RULES
from summitry.rules.judge import judge
from summitry.rules.report import Certificate, Violation
from summitry.rules.soft import SOFT_LEVELS

__all__ = ["HARD_RULES", "SOFT_LEVELS", "Certificate", "Violation", "judge"]
