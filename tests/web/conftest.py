from pathlib import Path

import pytest
from django.test import Client

from summitry.formats import read_summit
from summitry_web.accounts.models import User
from summitry_web.planning.domain.writing import make_edition
from summitry_web.planning.models import Edition, Membership, Role

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def tutorial(db: None) -> Edition:
    """The small invented summit of the tutorial, in the database."""
    return make_edition("lakes", read_summit(EXAMPLES / "tutorial").summit)


def member(edition: Edition, role: Role, delegation: str = "") -> Client:
    """Return the browser of somebody who is logged in and has a role."""
    user = User.objects.create_user(f"{role}.{delegation}.{edition.slug}@example.org".replace(" ", "-"))
    Membership.objects.create(user=user, edition=edition, role=role, delegation=delegation)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def secretariat(tutorial: Edition) -> Client:
    """The secretariat's browser."""
    return member(tutorial, Role.SECRETARIAT)
