"""Forms for what begins: the first account, a summit, a member."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from summitry.summit import Summit
from summitry_web.planning.models import Edition, Role
from summitry_web.planning.models.edition import OF_DELEGATIONS


class FirstAccountForm(forms.Form):
    """Whoever starts an installation."""

    name = forms.CharField(max_length=200, label="Your name")
    email = forms.EmailField(label="E-mail address")
    password = forms.CharField(
        widget=forms.PasswordInput({"autocomplete": "new-password"}), help_text="At least 12 characters."
    )

    def clean_password(self) -> str:
        """Refuse a weak password."""
        password = str(self.cleaned_data["password"])
        validate_password(password)
        return password


class NewSummitForm(forms.Form):
    """A summit from nothing; all else has a default that can be changed later."""

    name = forms.CharField(max_length=300, label="Name", help_text="As it is shown, such as NATO summit, Vilnius.")
    slug = forms.SlugField(
        max_length=80, label="Short name", help_text="In addresses and files, such as vilnius-2023; unique here."
    )
    first_day = forms.DateField(label="First day", widget=forms.DateInput({"type": "date"}))
    like = forms.ChoiceField(
        label="Like",
        required=False,
        help_text="Takes delegations, people, places, forms and settings of a summit; not what is of its days.",
    )

    def __init__(self, others: Iterable[Edition], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        field = self.fields["like"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "nothing: begin afresh"), *((edition.slug, edition.name) for edition in others)]

    def clean_slug(self) -> str:
        """Refuse a name that is taken; that tells no more than that it is."""
        slug = str(self.cleaned_data["slug"])
        if slug in {"new", ""} or Edition.objects.filter(slug=slug).exists():
            raise forms.ValidationError("This short name is taken. Choose another.")
        return slug


class MemberForm(forms.Form):
    """Somebody to be let in."""

    email = forms.EmailField(label="E-mail address")
    role = forms.ChoiceField(choices=Role.choices)
    delegation = forms.ChoiceField(required=False, help_text="For editors and viewers of a delegation.")

    def __init__(self, summit: Summit, *args: Any) -> None:
        super().__init__(*args)
        field = self.fields["delegation"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "none"), *((d.code, f"{d.code}: {d.name}") for d in summit.delegations)]

    def clean(self) -> dict[str, Any]:
        """Refuse a delegation where none belongs, and none where one does."""
        cleaned = super().clean() or self.cleaned_data
        is_of_delegation = cleaned.get("role") in OF_DELEGATIONS
        if is_of_delegation and not cleaned.get("delegation"):
            self.add_error("delegation", "Which delegation? This role works for one.")
        if not is_of_delegation and cleaned.get("delegation"):
            self.add_error("delegation", "Only editors and viewers of a delegation have one.")
        return cleaned


class UploadForm(forms.Form):
    """A workbook or a folder packed as ZIP."""

    file = forms.FileField(label="Workbook (.xlsx), or summit folder packed as .zip", allow_empty_file=True)
