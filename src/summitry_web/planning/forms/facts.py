"""Forms of facts, made from the columns of the engine's tables: help, example, must be filled or not, choices."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from summitry.formats.keys import FAIRNESS_CAP, KEYS, Key
from summitry.formats.rows import default_of
from summitry.formats.tables import TABLE_BY_NAME, Column, Table
from summitry.formats.values import NOWHERE, Suggested, TextList, YesNo, tidy
from summitry.summit import Summit

_MOST_CHARACTERS = 20_000


class FactForm(forms.Form):
    """A row of a table; its cells are cleaned as text only, since what they mean is the engine's to judge.

    Parameters
    ----------
    cells
        What the row holds now.
    """

    def __init__(self, table: Table, summit: Summit, cells: Mapping[str, str], data: Mapping[str, str] | None = None):
        super().__init__(data, initial=dict(cells), auto_id="id-%s")
        self.table = table
        for column in table.columns:
            self.fields[column.name] = _field(column, summit)

    @property
    def cells(self) -> dict[str, str]:
        """The cells that were filled."""
        return {name: text for name in self.fields if (text := tidy(str(self.cleaned_data.get(name) or "")))}


def _field(column: Column, summit: Summit) -> forms.Field:
    """Return the field of a column."""
    help_text = f"{column.help}." + (f" Example: {column.example}" if column.example else "")
    choices = _choices(column, summit)
    common: dict[str, Any] = {
        "label": column.name.replace("_", " "),
        "help_text": help_text,
        "required": column.is_required,
    }
    if choices and not isinstance(column.kind, Suggested):
        return forms.ChoiceField(choices=[("", "(empty)" if not column.is_required else ""), *choices], **common)
    widget = forms.Textarea({"rows": 2}) if column.name in {"note", "source", "assumed"} else forms.TextInput()
    return forms.CharField(max_length=_MOST_CHARACTERS, strip=True, widget=widget, **common)


def _choices(column: Column, summit: Summit) -> list[tuple[str, str]]:
    """Return what can be chosen from: words, or the rows of the table that a column refers to, with their names."""
    if isinstance(column.kind, YesNo):
        return [("yes", "yes"), ("no", "no")]
    if column.kind.words:
        return [(word, word) for word in column.kind.words]
    if column.refers_to and not isinstance(column.kind, TextList):
        return list(_rows_of(TABLE_BY_NAME[column.refers_to], summit))
    return []


def _rows_of(table: Table, summit: Summit) -> Iterator[tuple[str, str]]:
    key = next(column.field for column in table.columns if column.is_key)
    for fact in getattr(summit, table.field):
        value = str(getattr(fact, key))
        name = str(getattr(fact, "name", "") or getattr(fact, "title", "") or "")
        yield value, value if name in {"", value} else f"{value}: {name}"


class EntriesForm(forms.Form):
    """What is said once a summit; a field a key."""

    def __init__(self, summit: Summit, entries: Mapping[tuple[str, str], str], data: Mapping[str, str] | None = None):
        super().__init__(data, auto_id="id-%s")
        self._keys: dict[str, tuple[str, str]] = {}
        for key, name in _named(summit):
            label = f"{key.section}.{name}"
            self._keys[label] = (key.section, name)
            self.fields[label] = forms.CharField(
                label=name.replace("_", " "),
                required=key.is_required,
                help_text=_explained(key),
                initial=entries.get((key.section, name), ""),
                max_length=_MOST_CHARACTERS,
            )

    @property
    def entries(self) -> dict[tuple[str, str], str]:
        """The text of each key that was filled."""
        return {key: text for label, key in self._keys.items() if (text := tidy(self.cleaned_data[label]))}


def _named(summit: Summit) -> Iterator[tuple[Key, str]]:
    classes = {*summit.settings.fairness_cap, *(p.fairness_class for p in summit.people if p.fairness_class)}
    for key in KEYS:
        if key is FAIRNESS_CAP:
            yield from ((key, name) for name in sorted(classes))
        else:
            yield key, key.name


def _explained(key: Key) -> str:
    default = default_of(key)
    usual = "" if default in ("", (), {}) or key is FAIRNESS_CAP else f" Empty: {key.kind.write(default, NOWHERE)}."
    return f"{key.help}.{usual}" + (f" Example: {key.example}" if key.example else "")
