"""The facts of a summit as rows of text, exactly as the tables of the engine have them.

What a row means, whether it is sound, how it is explained: all that is the engine's, and asked of it each time.
"""

from django.db import models

from summitry_web.planning.models.edition import Edition


class FactRow(models.Model):
    """A row of a table of a summit.

    Parameters
    ----------
    table
        Name of the table, as of its sheet.
    position
        Its place among the rows of the table; with gaps.
    key
        What other rows name it by; empty where they do not.
    cells
        Text by column, as a workbook would hold it; empty cells are left out.
    revision
        The revision of the summit that last wrote it.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="rows")
    table = models.CharField(max_length=40)
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=400, blank=True)
    cells: "models.JSONField[dict[str, str]]" = models.JSONField(default=dict)
    revision = models.PositiveBigIntegerField(default=0)

    class Meta:
        """In the order of their table."""

        ordering = ("table", "position")
        constraints = (models.UniqueConstraint(fields=("edition", "table", "position"), name="one_row_a_position"),)
        indexes = (models.Index(fields=("edition", "table", "key"), name="row_by_key"),)

    def __str__(self) -> str:
        """Return the table with the row's key or position."""
        return f"{self.table} {self.key or self.position}"


class Entry(models.Model):
    """What is said once a summit: a key of a section of `summit.toml`, and its value as text."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="entries")
    section = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    text = models.TextField(blank=True)

    class Meta:
        """Each key once."""

        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("edition", "section", "name"), name="each_key_once"),)

    def __str__(self) -> str:
        """Return section and name."""
        return f"{self.section}.{self.name}"
