import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from summitry.formats import read_summit
from summitry.summit import Summit
from summitry_web.planning.domain import exchange
from summitry_web.planning.domain.snapshot import snapshot
from summitry_web.planning.domain.writing import add_row
from summitry_web.planning.models import Edition, Upload
from tests.web.conftest import EXAMPLES

pytestmark = pytest.mark.django_db
IMPORT = "/summits/lakes/import/"


def vilnius() -> Summit:
    return read_summit(EXAMPLES / "vilnius-2023").summit


def upload(client: Client, name: str, data: bytes) -> tuple[int, str]:
    answer = client.post(IMPORT, {"file": SimpleUploadedFile(name, data)})
    return answer.status_code, answer.content.decode()


def with_mistakes(summit: Summit) -> bytes:
    """Return a workbook with three mistakes, in three sheets."""
    book = openpyxl.load_workbook(io.BytesIO(exchange.workbook_of(summit)))
    book["forms"]["B2"] = "half an hour"
    book["rooms"]["A2"] = None
    book["meetings"]["H3"] = "sit-down:long"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_file_is_shown_first_and_written_after_a_yes(tutorial: Edition, secretariat: Client) -> None:
    before = snapshot(tutorial)
    status, text = upload(secretariat, "vilnius.xlsx", exchange.workbook_of(vilnius()))
    assert (status, "can be imported" in text, vilnius().name in text) == (200, True, True)
    assert snapshot(tutorial) == before
    assert secretariat.post(f"{IMPORT}apply/").status_code == 302
    tutorial.refresh_from_db()
    assert (snapshot(tutorial).summit, tutorial.name) == (vilnius(), vilnius().name)
    assert not Upload.objects.exists()


def test_a_folder_is_imported_as_an_archive(tutorial: Edition, secretariat: Client) -> None:
    assert upload(secretariat, "vilnius.zip", exchange.archive_of(vilnius()))[0] == 200
    secretariat.post(f"{IMPORT}apply/")
    assert snapshot(tutorial).summit == vilnius()


def test_every_mistake_is_told_with_sheet_row_and_column_and_nothing_is_written(
    tutorial: Edition, secretariat: Client
) -> None:
    status, text = upload(secretariat, "mistakes.xlsx", with_mistakes(vilnius()))
    assert (status, "Nothing was written" in text) == (422, True)
    for place, column in (
        ("sheet forms, row 2", "duration_min"),
        ("sheet rooms, row 2", "id"),
        ("sheet meetings, row 3", "forms"),
    ):
        assert f'<th scope="row">{place}</th><td>{column}</td>' in text
    assert (snapshot(tutorial).revision, Upload.objects.count()) == (0, 0)


def test_an_import_is_refused_when_the_facts_have_changed_since_it_was_shown(
    tutorial: Edition, secretariat: Client
) -> None:
    upload(secretariat, "vilnius.xlsx", exchange.workbook_of(vilnius()))
    add_row(tutorial, "delegations", {"code": "NEW", "name": "Newland"})
    assert secretariat.post(f"{IMPORT}apply/").status_code == 409
    assert snapshot(tutorial).summit.delegations[-1].code == "NEW"


def test_a_workbook_with_formulas_is_refused_by_cell(tutorial: Edition, secretariat: Client) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exchange.workbook_of(vilnius())))
    book["forms"]["B2"] = "=10+20"
    written = io.BytesIO()
    book.save(written)
    status, text = upload(secretariat, "formulas.xlsx", written.getvalue())
    assert (status, "cell B2 holds a formula whose value is not stored" in text) == (422, True)


def bomb(name: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr(name, b"0" * (exchange.MOST_UNPACKED_BYTES + 1))
    return written.getvalue()


@pytest.mark.parametrize("name", ["bomb.xlsx", "bomb.zip"])
def test_what_unpacks_to_too_much_is_refused(name: str, tutorial: Edition, secretariat: Client) -> None:
    status, text = upload(secretariat, name, bomb("xl/worksheets/sheet1.xml"))
    assert (status, "far more than any summit needs" in text) == (422, True)


def test_a_file_above_fifty_megabytes_is_refused(tutorial: Edition, secretariat: Client) -> None:
    status, text = upload(secretariat, "large.xlsx", bytes(exchange.MOST_UPLOADED_BYTES + 1))
    assert (status, "is larger than 50 MB" in text) == (422, True)


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.xlsx", b"no workbook"), ("a.zip", b"no archive"), ("a.pdf", b"%PDF"), ("a", b""), ("a.xlsx", b"")],
)
def test_what_is_no_summit_is_refused_with_its_name(
    name: str, data: bytes, tutorial: Edition, secretariat: Client
) -> None:
    status, text = upload(secretariat, name, data)
    assert (status, name in text, "summitry-" in text) == (422, True, False)


def test_names_in_an_archive_lead_nowhere(tutorial: Edition, secretariat: Client) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("../../../evil.csv", "code,name\n")
    status, text = upload(secretariat, "evil.zip", written.getvalue())
    assert (status, "the file is missing" in text) == (422, True)


def test_export_after_import_is_the_same_workbook_of_facts(tutorial: Edition, secretariat: Client) -> None:
    answer = secretariat.get("/summits/lakes/export.xlsx")
    assert exchange.read_upload("x.xlsx", answer.content).summit == snapshot(tutorial).summit
    assert answer["Content-Disposition"] == 'attachment; filename="lakes.xlsx"'
    renamed = replace(snapshot(tutorial).summit, name="Again")
    assert upload(secretariat, "again.xlsx", exchange.workbook_of(renamed))[0] == 200
