"""The door to the command line: whatever happens behind it ends in words and an exit code, never in a traceback."""

import errno
import sys
import traceback
from typing import Any

import click

from summitry.cli.output import count, say
from summitry.summit.errors import FactsError, SummitryError

BAD_INPUT = 2
INTERNAL_ERROR = 70  # EX_SOFTWARE of sysexits.h
INTERRUPTED = 130  # what shells give for SIGINT


class Front(click.Group):
    """The group of all commands, which turns errors into messages."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; tell errors on standard error and leave with their exit code."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except SummitryError as error:
            _tell(error)
            ctx.exit(BAD_INPUT)
        except KeyboardInterrupt:
            say("Stopped before there was anything to show; nothing was written.")
            ctx.exit(INTERRUPTED)
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read our output has seen enough; click ends quietly
                raise
            say(f"{error.filename or 'A file'}: {error.strerror or error}")
            ctx.exit(BAD_INPUT)
        except Exception as error:  # noqa: BLE001 -- the last guard: users get words, the traceback only on request
            _report(error, debug=ctx.params["debug"])
            ctx.exit(INTERNAL_ERROR)


def _tell(error: SummitryError) -> None:
    if not isinstance(error, FactsError):
        say(str(error))
        return
    for problem in error.problems:
        say(str(problem))
    say(f"{count(len(error.problems), 'problem')}; nothing was written.")


def _report(error: Exception, *, debug: bool) -> None:
    if debug:
        traceback.print_exception(error, file=sys.stderr)
        return
    say(
        f"Summitry failed in a way it should not: {type(error).__name__}: {error}\n"
        "Please report this with what you ran; 'summitry --debug ...' (or SUMMITRY_DEBUG=1) shows where it happened."
    )
