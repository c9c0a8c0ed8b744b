"""The command ``osteotwin``. Everything heavy is imported by the commands when they run."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from typing import Annotated, Any

import typer

from osteotwin._version import __version__
from osteotwin.cli.calibrate import calibrate
from osteotwin.cli.catalogue import list_known
from osteotwin.cli.check import check
from osteotwin.cli.compare import compare
from osteotwin.cli.demo import demo
from osteotwin.cli.diary import app as diary
from osteotwin.cli.explain import explain
from osteotwin.cli.export import app as export
from osteotwin.cli.failures import FINE, STOPPED
from osteotwin.cli.failures import explain as explain_failure
from osteotwin.cli.import_ import import_files
from osteotwin.cli.log import LEVELS, log_to_terminal, take_level
from osteotwin.cli.new import new
from osteotwin.cli.plan import plan
from osteotwin.cli.run import run
from osteotwin.cli.serve import serve
from osteotwin.cli.terminal import complain, silence, soften_streams
from osteotwin.cli.trial import trial
from osteotwin.cli.validate import validate

HELP = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    name="osteotwin",
    # Plain help: Rich's takes longer to load than everything else together.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=HELP,
)
for name, command in (
    ("demo", demo),
    ("new", new),
    ("run", run),
    ("check", check),
    ("import", import_files),
    ("compare", compare),
    ("plan", plan),
    ("explain", explain),
    ("serve", serve),
    ("list", list_known),
    ("trial", trial),
    ("validate", validate),
    ("calibrate", calibrate),
):
    app.command(name, context_settings=HELP)(command)
app.add_typer(export, name="export", context_settings=HELP)
app.add_typer(diary, name="diary", context_settings=HELP)


@app.callback(invoke_without_command=True)
def osteotwin(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    # ``main`` takes these out before Typer looks, so that they may stand anywhere on the line.
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of a fault.")] = False,
    quiet: Annotated[
        bool,
        typer.Option("--quiet", "-q", help="Show no progress and no summary; write files and JSON only."),
    ] = False,
    log_level: Annotated[
        str,
        typer.Option(
            "--log-level",
            metavar="|".join(LEVELS),
            help="What is said on standard error about how it works; never what a file says.",
        ),
    ] = "warning",
) -> None:
    """Simulate a skeleton whose hormones change. Not medical advice.

    Exit codes: 0 fine, 1 could not, 2 wrong input.
    """
    if version:
        print(f"osteotwin {__version__}")
    elif context.invoked_subcommand is None:
        print(context.get_help())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        Without the program's name; ``None``: what the process was called with.

    Returns
    -------
    int
        0 fine, 1 could not, 2 wrong input, 130 stopped by the user.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    level = take_level(given, given[: given.index("--")] if "--" in given else list(given))
    options = given[: given.index("--")] if "--" in given else given
    debug = _take(given, options, "--debug") > 0
    quiet = sum(_take(given, options, name) for name in ("--quiet", "-q")) > 0
    soften_streams()
    try:
        usual = "error" if quiet else "warning"
        with silence() if quiet else nullcontext(), log_to_terminal(usual if level is None else level):
            code = _run(given or ["--help"])
        sys.stdout.flush()
    except BaseException as error:
        return explain_failure(error, debug=debug)
    if code == STOPPED:  # Typer has turned the interruption into a code
        complain("stopped")
    return code if isinstance(code, int) else FINE


def _take(given: list[str], options: Sequence[str], name: str) -> int:
    """Take an option out of a command line, and count how often it stood there."""
    found = options.count(name)
    for _ in range(found):
        given.remove(name)
    return found


def _run(given: list[str]) -> object:
    """Call the command that is named first; the group of commands answers everything else.

    Past the group, because Typer loads Pydantic to read the group's options, which a command's help need not wait for.
    """
    group: Any = typer.main.get_command(app)
    command = group.commands.get(given[0])
    if command is None:
        return group.main(args=given, prog_name="osteotwin", standalone_mode=False)
    return command.main(args=given[1:], prog_name=f"osteotwin {given[0]}", standalone_mode=False)
