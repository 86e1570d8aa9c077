import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from summitry.formats import read_summit, write_summit
from summitry.summit import Summit
from summitry_web.planning.domain import exchange
from summitry_web.planning.domain.snapshot import snapshot, summit_of_rows
from summitry_web.planning.domain.writing import make_edition, rows_of
from tests.formats.strategies import summits
from tests.web.conftest import EXAMPLES


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["tutorial", "vilnius-2023", "madrid-2022"])
def test_what_goes_into_the_database_comes_out_the_same(name: str, tmp_path: Path) -> None:
    facts = read_summit(EXAMPLES / name).summit
    edition = make_edition(name, facts)
    assert snapshot(edition).summit == facts
    archive = exchange.archive_of(snapshot(edition).summit)
    write_summit(facts, tmp_path / "written")
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        contents = {item: packed.read(item) for item in packed.namelist() if not item.endswith("/")}
    assert contents == {file.name: file.read_bytes() for file in (tmp_path / "written").iterdir()}


@pytest.mark.parametrize("name", ["tutorial", "vilnius-2023"])
def test_an_exported_workbook_or_archive_is_read_as_the_same_facts(name: str) -> None:
    facts = read_summit(EXAMPLES / name).summit
    assert exchange.read_upload("facts.xlsx", exchange.workbook_of(facts)).summit == facts
    assert exchange.read_upload("facts.zip", exchange.archive_of(facts)).summit == facts


@given(summits())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_summit_is_stated_by_its_rows(facts: Summit) -> None:
    assert summit_of_rows(rows_of(facts)) == facts


@pytest.mark.django_db
def test_a_snapshot_is_worked_out_once_for_each_revision() -> None:
    edition = make_edition("lakes", read_summit(EXAMPLES / "tutorial").summit)
    assert snapshot(edition).summit is snapshot(edition).summit
