from pathlib import Path

import pytest

from summitry.formats import read_summit
from summitry_web.planning.domain.writing import make_edition
from summitry_web.planning.models import Edition

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def tutorial(db: None) -> Edition:
    """The small invented summit of the tutorial, in the database."""
    return make_edition("lakes", read_summit(EXAMPLES / "tutorial").summit)
