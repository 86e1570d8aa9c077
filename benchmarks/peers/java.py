"""Whether Timefold can run here."""

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

_LEAST_JAVA = 17


def timefold_absence() -> str:
    """Return why Timefold cannot run here; empty if it can."""
    if importlib.util.find_spec("timefold") is None:
        return "not here, because the package timefold is not installed"
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if not java or not Path(java).exists():
        return "not here, because there is no Java"
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', said)
    if version is None or int(version[1]) < _LEAST_JAVA:
        return f"not here, because Java is older than {_LEAST_JAVA}"
    return ""
