"""Large-neighbourhood search, for summits too large for one exact model."""
