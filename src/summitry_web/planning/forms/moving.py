"""Where a meeting is to be held."""

from collections.abc import Mapping
from typing import Any

from django import forms

from summitry.formats.time_values import parse_time
from summitry.formats.values import BadValueError
from summitry.summit import Assignment, Meeting, Summit


class MoveForm(forms.Form):
    """A start, a form and a room."""

    start = forms.CharField(max_length=60, help_text="On the summit's clock, such as 2023-07-11 14:30.")
    form = forms.ChoiceField(required=False)
    room = forms.ChoiceField(required=False)

    def __init__(
        self, summit: Summit, meeting: Meeting, present: Assignment | None, data: Mapping[str, Any] | None = None
    ) -> None:
        initial = {} if present is None else {"start": summit.clock.text(present.start)}
        super().__init__(data, initial=initial, auto_id="move-%s")
        self._clock = summit.clock
        self._offer(
            "form",
            "the fullest that fits",
            {rung.form: f"{rung.form}, {rung.duration_min} min" for rung in summit.ladder(meeting)},
        )
        self._offer("room", "any that fits", {room.id: room.name for room in summit.rooms})

    def _offer(self, name: str, empty: str, choices: Mapping[str, str]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", empty), *choices.items()]

    def clean_start(self) -> int:
        """Return the minute that is meant."""
        try:
            return parse_time(str(self.cleaned_data["start"]).strip(), self._clock)
        except BadValueError as error:
            raise forms.ValidationError(f"{error}; expected {error.expected}") from error
