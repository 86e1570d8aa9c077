"""The one description of every table; folder, workbook, templates and reference are made from it."""

from collections.abc import Mapping
from types import MappingProxyType

from summitry.formats.tables.column import Column, Table
from summitry.formats.tables.meetings import ATTENDANCE, AVOID, FORMS, MEETINGS, ORDERS, PINS, REPLIES
from summitry.formats.tables.people import CLOSED, DELEGATIONS, LIMITS, PEOPLE, PRESENCE
from summitry.formats.tables.places import ROOMS, TRANSFERS, VENUES, ZONES
from summitry.formats.tables.programme import DAYS, RECORDED, SESSIONS

__all__ = ["DAYS", "FORMS", "TABLES", "TABLE_BY_NAME", "Column", "Table"]

TABLES = (
    DAYS,
    DELEGATIONS,
    PEOPLE,
    PRESENCE,
    VENUES,
    ZONES,
    TRANSFERS,
    ROOMS,
    SESSIONS,
    FORMS,
    MEETINGS,
    REPLIES,
    ATTENDANCE,
    CLOSED,
    AVOID,
    ORDERS,
    LIMITS,
    PINS,
    RECORDED,
)
TABLE_BY_NAME: Mapping[str, Table] = MappingProxyType({table.name: table for table in TABLES})
