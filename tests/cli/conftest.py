from pathlib import Path

import pytest

from tests.cli.runner import A_B, B_C, SUMMIT, Run, folder_of, plan_of, run_cli


@pytest.fixture
def run() -> Run:
    return run_cli


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """The folder of the small summit."""
    return folder_of(SUMMIT, tmp_path / "facts")


@pytest.fixture
def clean_plan(tmp_path: Path) -> Path:
    """A plan of the small summit that breaks no rule."""
    return plan_of(SUMMIT, tmp_path / "clean.json", A_B, B_C)
