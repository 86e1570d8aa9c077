"""Import and export of all facts."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from summitry.summit import FactsError
from summitry_web.planning.domain import exchange, uploads
from summitry_web.planning.domain.writing import StaleError
from summitry_web.planning.forms.begin import UploadForm
from summitry_web.planning.models import Upload
from summitry_web.planning.models.permissions import May
from summitry_web.planning.views.access import Visit, user_of, visit
from summitry_web.planning.views.answers import CONFLICT, REFUSED, page, posted, tell_stale

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
def import_facts(request: HttpRequest, slug: str) -> HttpResponse:
    """Read a file and show what it would change, or everything that is wrong with it; write nothing."""
    found = visit(request, slug, May.IMPORT)
    form = UploadForm(posted(request), request.FILES or None)
    if not form.is_valid():
        return page(request, "import.html", found, form=form, status=REFUSED if form.is_bound else 200)
    return _dry_run(request, found, form.cleaned_data["file"])


def _dry_run(request: HttpRequest, found: Visit, file: "UploadedFile[bytes]") -> HttpResponse:
    name = file.name or "file"
    try:
        too_large = (file.size or 0) > exchange.MOST_UPLOADED_BYTES
        reading = exchange.read_upload(name, b"" if too_large else file.read(), is_too_large=too_large)
        upload = uploads.keep_upload(found.edition, user_of(request), name, reading.summit, found.revision)
    except FactsError as error:
        return page(
            request, "import.html", found, status=REFUSED, form=UploadForm(), problems=error.problems, file_name=name
        )
    counts = uploads.counts(found.summit, reading.summit)
    return page(
        request,
        "import_confirm.html",
        found,
        upload=upload,
        counts=counts,
        warnings=reading.warnings,
        name_after=reading.summit.name,
    )


@require_POST
def apply_import(request: HttpRequest, slug: str) -> HttpResponse:
    """Write the facts that were shown."""
    found = visit(request, slug, May.IMPORT)
    upload = get_object_or_404(Upload, edition=found.edition, made_by=user_of(request))
    try:
        uploads.apply_upload(upload)
    except StaleError as error:
        tell_stale(request, error)
        return page(request, "import.html", found, form=UploadForm(), status=CONFLICT)
    messages.success(request, "Imported.")
    return redirect("edition", slug)


@require_safe
def export_workbook(request: HttpRequest, slug: str) -> HttpResponse:
    """Give all facts as a workbook."""
    found = visit(request, slug, May.EXPORT)
    return _file(exchange.workbook_of(found.summit), f"{slug}.xlsx", _WORKBOOK)


@require_safe
def export_folder(request: HttpRequest, slug: str) -> HttpResponse:
    """Give all facts as a summit folder packed as ZIP."""
    found = visit(request, slug, May.EXPORT)
    return _file(exchange.archive_of(found.summit), f"{slug}.zip", "application/zip")


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
