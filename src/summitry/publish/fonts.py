"""Where the typesetter finds fonts: the folder that the set-up fills, and the fonts of the machine."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typst import Fonts

FONT_FOLDER = Path(__file__).parent / "fonts"


@cache
def fonts(*, with_folder: bool = True, with_system: bool = True) -> "Fonts":
    """Return the fonts to typeset with: those of the folder if it is there, of the machine, and of the typesetter."""
    import typst  # noqa: PLC0415 -- only when a PDF is made

    return typst.Fonts(
        include_system_fonts=with_system, font_paths=[FONT_FOLDER] if with_folder and FONT_FOLDER.is_dir() else []
    )
