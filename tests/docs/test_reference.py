import re
from pathlib import Path

import pytest

from tests.docs import generated

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("page", generated.PAGES)
def test_a_reference_page_is_what_the_code_says(page: str) -> None:
    assert (generated.REFERENCE / page).read_text(encoding="utf-8") == generated.PAGES[page]()


def test_every_make_target_that_docs_name_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*/README.md")]
    named = {name for page in pages for name in re.findall(r"(?:`|^)make ([a-z]+)", page.read_text(), re.MULTILINE)}
    assert named - targets == set()
    assert {"setup", "demo", "test", "check", "bench"} <= targets


def test_every_link_within_the_docs_leads_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*/README.md")]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []
