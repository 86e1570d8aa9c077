"""The part of `docs/reference/folder.md` that is made from the description of the tables and keys."""

from collections.abc import Iterator

from summitry.formats.keys import KEYS
from summitry.formats.rows import default_of
from summitry.formats.tables import TABLES, Column, Table
from summitry.formats.tables.column import PROVENANCE
from summitry.formats.values import NOWHERE

BEGIN = "<!-- made from src/summitry/formats by summitry.formats.reference -->"
END = "<!-- end of what is made -->"


def updated(page: str) -> str:
    """Return the page with everything between the two marks made anew."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{reference()}\n{END}{after}"


def reference() -> str:
    """Return the tables and keys as Markdown."""
    lines = ["| file | holds | columns |", "|---|---|---|"]
    lines += [f"| [`{t.name}.csv`](#{t.name}csv) | {t.help} | {_names(t)} |" for t in TABLES]
    for table in TABLES:
        lines += ["", f"### {table.name}.csv", "", table.help, "", *_columns(table.own_columns)]
    lines += ["", "### Columns of every table", "", *_columns(PROVENANCE)]
    lines += ["", "### summit.toml", "", *_keys()]
    return "\n".join(lines) + "\n"


def _names(table: Table) -> str:
    return ", ".join(f"**{c.name}**" if c.is_required else c.name for c in table.own_columns)


def _columns(columns: tuple[Column, ...]) -> Iterator[str]:
    yield "| column | written as | meaning | example |"
    yield "|---|---|---|---|"
    for column in columns:
        name = f"**{column.name}**" if column.is_required else column.name
        example = f"`{column.example}`" if column.example else ""
        yield f"| {name} | {column.kind.spelling} | {column.help} | {example} |"


def _keys() -> Iterator[str]:
    yield "| section | key | written as | meaning | default |"
    yield "|---|---|---|---|---|"
    for key in KEYS:
        name = f"**{key.name}**" if key.is_required else key.name or "(a class)"
        default = default_of(key)
        text = f"`{key.kind.write(default, NOWHERE)}`" if default else ""
        yield f"| `{key.section}` | {name} | {key.kind.spelling} | {key.help} | {text} |"
