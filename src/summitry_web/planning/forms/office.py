"""What a delegation types."""

from collections.abc import Mapping
from typing import Any

from django import forms

from summitry.formats.values import tidy
from summitry.summit import Priority, ReplyState, Summit

_PRIORITIES = [("", "normal"), *((p.value, p.value) for p in Priority if p is not Priority.NORMAL)]
_WHEN = "Such as 2023-07-11 14:00-18:00, or 14:00-18:00 for every day; several with a semicolon. Empty: any time."


class AnswerForm(forms.Form):
    """What a party says to a request."""

    meeting = forms.CharField(max_length=400)
    reply = forms.ChoiceField(choices=[(state.value, state.value) for state in ReplyState])
    priority = forms.ChoiceField(choices=_PRIORITIES, required=False)
    preferred = forms.CharField(max_length=2000, required=False)

    @property
    def cells(self) -> dict[str, str]:
        """The cells of the row of replies."""
        return {name: tidy(str(self.cleaned_data[name])) for name in ("reply", "priority", "preferred")}


class AskForm(forms.Form):
    """A wish: whom, what it is worth, for how long, when."""

    other = forms.ChoiceField(label="With")
    title = forms.CharField(max_length=300, required=False, help_text="What it is about, as it is shown to both.")
    priority = forms.ChoiceField(choices=_PRIORITIES, required=False, help_text="Only you and the planners know it.")
    forms_wanted = forms.CharField(
        label="Forms and minutes",
        max_length=300,
        required=False,
        help_text="Such as sit-down:30;short:15. Empty: as usual.",
    )
    preferred = forms.CharField(label="Preferably", max_length=2000, required=False, help_text=_WHEN)
    confidential = forms.BooleanField(required=False, help_text="Only the parties and the secretariat know of it.")

    def __init__(self, summit: Summit, code: str, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, auto_id="ask-%s")
        field = self.fields["other"]
        if isinstance(field, forms.ChoiceField):
            others = [d for d in summit.delegations if d.code != code]
            field.choices = [("", "choose"), *((d.code, f"{d.code}: {d.name}") for d in others)]

    @property
    def meeting_cells(self) -> dict[str, str]:
        """The cells of the row of meetings."""
        data = self.cleaned_data
        secret = "yes" if data["confidential"] else ""
        return {"title": tidy(data["title"]), "forms": tidy(data["forms_wanted"]), "confidential": secret}

    @property
    def reply_cells(self) -> dict[str, str]:
        """The cells of the row of replies."""
        return {"priority": self.cleaned_data["priority"], "preferred": tidy(self.cleaned_data["preferred"])}


class CloseForm(forms.Form):
    """Time in which no meeting is taken."""

    subject = forms.ChoiceField(label="For")
    start = forms.CharField(label="From", max_length=60, help_text="Such as 2023-07-11 13:00.")
    end = forms.CharField(label="Until", max_length=60)

    def __init__(self, subjects: Mapping[str, str], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, auto_id="close-%s")
        field = self.fields["subject"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(subjects.items())

    @property
    def cells(self) -> dict[str, str]:
        """The cells of the row of closed windows."""
        return {name: tidy(self.cleaned_data[name]) for name in ("subject", "start", "end")}
