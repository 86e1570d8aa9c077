"""Where the typesetter finds fonts: the folder that the set-up fills, and the fonts of the machine."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typst import Fonts

FONT_FOLDER = Path(__file__).parent / "fonts"


@cache
def fonts() -> "Fonts":
    """Return the fonts to typeset with; without the folder, those of the machine and of the typesetter."""
    import typst  # noqa: PLC0415 -- only when a PDF is made

    return typst.Fonts(include_system_fonts=True, font_paths=[FONT_FOLDER] if FONT_FOLDER.is_dir() else [])
