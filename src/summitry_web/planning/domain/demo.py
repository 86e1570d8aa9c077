"""A summit to look at, with somebody in each of some roles."""

from pathlib import Path
from typing import NamedTuple

from summitry.formats import read_summit
from summitry.formats.plan_json import read_plan
from summitry_web.accounts.models import User
from summitry_web.planning.domain.members import begin_summit
from summitry_web.planning.domain.plans import write_plan
from summitry_web.planning.models import Edition, Membership, Role

_PLAN = Path("plans") / "plain.json"
_NUM_DELEGATIONS = 2
_IN_THE_OFFICE = (Role.PLANNER, Role.ROOM_DESK, Role.AUDITOR)


class Demo(NamedTuple):
    """Who may log in at the summit that was made, by address and role."""

    edition: Edition
    accounts: tuple[tuple[str, str], ...]


def make_demo(folder: Path, password: str) -> Demo:
    """Make a summit of a folder, with the plan that comes with it and accounts that share a password.

    Editors are made for the two delegations with the most meetings.

    Raises
    ------
    SummitryError
        If the folder or its plan cannot be read.
    """
    summit = read_summit(folder).summit
    secretariat = User.objects.create_user("secretariat@demo.example", password, name="Secretariat")
    edition = begin_summit(secretariat, "demo", summit)
    accounts = [(secretariat.email, "secretariat"), *(_account(edition, role, password) for role in _IN_THE_OFFICE)]
    num_meetings = {d.code: sum(d.code in m.parties for m in summit.meetings) for d in summit.delegations}
    busiest = sorted(num_meetings, key=lambda code: -num_meetings[code])[:_NUM_DELEGATIONS]
    accounts += [_account(edition, Role.DELEGATION_EDITOR, password, code) for code in busiest]
    if (folder / _PLAN).is_file():
        plan = read_plan(folder / _PLAN, summit).plan
        write_plan(edition, summit, plan, reason="The plan that comes with the facts", user=secretariat, seen=0)
    return Demo(edition, tuple(accounts))


def _account(edition: Edition, role: Role, password: str, delegation: str = "") -> tuple[str, str]:
    name = f"{role.value} {delegation}".strip()
    user = User.objects.create_user(f"{name.replace(' ', '-')}@demo.example", password, name=name.capitalize())
    Membership.objects.create(user=user, edition=edition, role=role, delegation=delegation)
    return user.email, name
