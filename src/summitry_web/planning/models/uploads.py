"""Facts that were uploaded and looked at, but are not yet those of the summit."""

from django.conf import settings
from django.db import models

from summitry_web.planning.models.edition import Edition


class Upload(models.Model):
    """A file that was read without a problem and waits for a person to say yes.

    Parameters
    ----------
    tables
        Cells by table, row by row.
    entries
        Section, name and text of each key.
    seen
        The revision of the summit that it was compared with.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="uploads")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    file_name = models.CharField(max_length=200)
    tables: "models.JSONField[dict[str, list[dict[str, str]]]]" = models.JSONField()
    entries: "models.JSONField[list[list[str]]]" = models.JSONField()
    seen = models.PositiveBigIntegerField()

    class Meta:
        """One a person and summit: the latest."""

        constraints = (models.UniqueConstraint(fields=("edition", "made_by"), name="one_upload_a_person"),)

    def __str__(self) -> str:
        """Return the name of the file."""
        return self.file_name
