"""The key that signs sessions and links: given by the operator, or made once and kept in the folder of the data."""

import os
import secrets
from pathlib import Path

FILE = "secret-key"


def secret_key(folder: Path) -> str:
    """Return the key of the environment, or of the folder, or one that holds until the process ends."""
    file = folder / FILE
    given = os.environ.get("SUMMITRY_SECRET_KEY", "")
    if not given and file.is_file():
        given = file.read_text(encoding="utf-8").strip()
    return given or secrets.token_urlsafe(48)


def keep_secret_key(folder: Path) -> None:
    """Write a key into the folder, readable by its owner only, unless there is one."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(folder / FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(secrets.token_urlsafe(48))
