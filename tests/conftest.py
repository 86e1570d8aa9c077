"""What holds for all tests."""

import signal


def pytest_configure() -> None:
    """Hear Ctrl-C even where the tests run in the background of a script, which has it ignored: tests press it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
