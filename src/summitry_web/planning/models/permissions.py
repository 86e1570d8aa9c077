"""Who may do what at a summit: predicates on a membership, and on what is asked for where that matters."""

from collections.abc import Iterable
from enum import StrEnum

from rules.predicates import Predicate

from summitry.formats.tables import TABLES
from summitry_web.planning.models.edition import Membership, Role


class May(StrEnum):
    """Something that a role may do; the rules of this name are asked."""

    VIEW_SUMMIT = "see the summit's own page"
    VIEW_TABLE = "see a table of facts"
    EDIT_TABLE = "change a table of facts"
    IMPORT = "replace all facts"
    EXPORT = "take all facts away"
    VIEW_REQUESTS = "see every request and its replies"
    VIEW_OFFICE = "see what a delegation sees"
    ANSWER = "answer and ask for a delegation"
    VIEW_PLAN = "see the whole plan"
    PLAN = "change the plan"
    MANAGE_MEMBERS = "let people in"


_ALL = frozenset(table.name for table in TABLES)
_PLACES = frozenset({"venues", "zones", "transfers", "rooms"})
_FRAME = frozenset({"days", "sessions", "forms"})

TABLES_SEEN: dict[str, frozenset[str]] = {
    Role.SECRETARIAT: _ALL,
    Role.PLANNER: _ALL,
    Role.AUDITOR: _ALL,
    Role.ROOM_DESK: _FRAME | _PLACES,
    Role.INTERPRETER_DESK: _FRAME | _PLACES | {"delegations", "people", "limits"},
    Role.RECORD_KEEPER: _FRAME | {"delegations", "people", "recorded"},
}
TABLES_CHANGED: dict[str, frozenset[str]] = {
    Role.SECRETARIAT: _ALL,
    Role.PLANNER: _ALL,
    Role.ROOM_DESK: _PLACES,
    Role.INTERPRETER_DESK: frozenset({"limits"}),
    Role.RECORD_KEEPER: frozenset({"recorded"}),
}


def _is(*roles: Role) -> Predicate:
    """Return the predicate that a member has one of some roles."""

    def has_role(member: Membership) -> bool:
        return member.role in roles

    return Predicate(has_role, name=" or ".join(roles))


def is_member(member: Membership | None) -> bool:
    """Tell whether there is a membership at all."""
    return member is not None


def is_of_delegation(member: Membership, code: str) -> bool:
    """Tell whether the member works for that delegation; nobody works for none."""
    return bool(code) and member.delegation == code


def may_see_table(member: Membership, table: str) -> bool:
    """Tell whether the role sees that table."""
    return table in TABLES_SEEN.get(member.role, ())


def may_change_table(member: Membership, table: str) -> bool:
    """Tell whether the role changes that table."""
    return table in TABLES_CHANGED.get(member.role, ())


_of_delegation = Predicate(is_of_delegation)
_secretariat = _is(Role.SECRETARIAT)
_office = _is(Role.SECRETARIAT, Role.PLANNER)
_reader_of_all = _is(Role.SECRETARIAT, Role.PLANNER, Role.AUDITOR)
_desk = _is(Role.ROOM_DESK, Role.INTERPRETER_DESK, Role.RECORD_KEEPER)
_delegation_editor = _is(Role.DELEGATION_EDITOR)

RULES: dict[May, Predicate] = {
    May.VIEW_SUMMIT: Predicate(is_member),
    May.VIEW_TABLE: Predicate(may_see_table),
    May.EDIT_TABLE: Predicate(may_change_table),
    May.IMPORT: _office,
    May.EXPORT: _reader_of_all,
    May.VIEW_REQUESTS: _reader_of_all,
    May.VIEW_OFFICE: _reader_of_all | _of_delegation,
    May.ANSWER: _secretariat | (_delegation_editor & _of_delegation),
    May.VIEW_PLAN: _reader_of_all | _desk,
    May.PLAN: _office,
    May.MANAGE_MEMBERS: _secretariat,
}


def may(member: Membership | None, what: May, subject: str = "") -> bool:
    """Tell whether a member may do something, with the table or delegation that it is about."""
    return member is not None and bool(RULES[what].test(member, subject))


def tables_seen(member: Membership, tables: Iterable[str]) -> list[str]:
    """Return which of some tables a member sees, in their order."""
    return [table for table in tables if may(member, May.VIEW_TABLE, table)]
