"""What is asked of the planner."""

from django import forms


class RunForm(forms.Form):
    """How a run is to be made."""

    time_limit_s = forms.IntegerField(
        label="Seconds at most",
        min_value=1,
        max_value=3600,
        initial=30,
        help_text="It ends sooner once the best plan is proven.",
    )
    include_pending = forms.BooleanField(label="Place meetings that await a reply, too", required=False)
