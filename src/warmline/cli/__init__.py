"""The commands. Each prints what it did; an error is one line that says what to do.

Exit codes: 0 done, 1 a failure, 2 bad use. A command's imports are inside it, so that
`warmline --help` is quick.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from warmline import __version__
from warmline.foundation.errors import BadInput, WarmlineError
from warmline.foundation.log import set_up_logs
from warmline.foundation.settings import Settings, read_settings, unknown_variables

app = typer.Typer(
    help=f"Warmline {__version__}: the empathetic customer-experience server.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
packs = typer.Typer(help="Packs: an industry's know-how as files.", no_args_is_help=True)
app.add_typer(packs, name="pack")
trust = typer.Typer(help="Trust: what customers are owed, checked.", no_args_is_help=True)
app.add_typer(trust, name="trust")

Data = Annotated[Path | None, typer.Option("--data", help="The data folder.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def run() -> None:
    """The entry point: errors become one line and an exit code."""
    try:
        app()
    except WarmlineError as error:
        _fail(error.sentence, 2 if isinstance(error, BadInput) else 1)
    except OSError as error:
        _fail(f"{error.strerror or error}: {error.filename or ''}".strip(": "), 1)


def _fail(sentence: str, code: int) -> None:
    sys.stderr.write(f"warmline: {sentence}\n")
    raise SystemExit(code)


def settings_for(
    data: Path | None, *, host: str | None = None, port: int | None = None
) -> Settings:
    """The settings of this run, and logs set up by them."""
    settings = read_settings(data=data, host=host, port=port)
    set_up_logs(settings.log_level)
    if unknown := unknown_variables():
        sys.stderr.write(
            f"warmline: not known and not used: {', '.join(unknown)} (see docs/settings.md)\n"
        )
    return settings


@app.command()
def serve(
    data: Data = None,
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on.")] = None,
    *,
    demo: Annotated[bool, typer.Option("--demo", help="Seed the demo brand.")] = False,
    pack: Annotated[str, typer.Option(help="The demo brand's industry pack.")] = "telecom",
) -> None:
    """Serve: web, API and jobs in one process."""
    from warmline.cli.serving import serve_until_stopped  # noqa: PLC0415

    settings = settings_for(data, host=host, port=port)
    serve_until_stopped(settings, demo_pack=pack if demo else None)


@app.command()
def work(data: Data = None) -> None:
    """Work: jobs only, for more processes on PostgreSQL."""
    from warmline.cli.serving import work_until_stopped  # noqa: PLC0415

    work_until_stopped(settings_for(data))


@app.command()
def migrate(data: Data = None) -> None:
    """Migrate: bring the database's schema up to date."""
    from warmline.foundation import schema  # noqa: PLC0415

    typer.echo(f"The schema is at revision {schema.upgrade(settings_for(data))}.")


@app.command()
def doctor(data: Data = None, *, as_json: AsJson = False) -> None:
    """Doctor: check this installation and say what to do about each fault."""
    from warmline.cli.doctor import examine  # noqa: PLC0415

    raise typer.Exit(examine(settings_for(data), as_json=as_json))


@app.command()
def understand(
    pack: Annotated[str | None, typer.Option(help="Also name this pack's intents.")] = None,
) -> None:
    """Understand: JSON lines of messages in, JSON lines of readings out."""
    from warmline.cli.understand import read_lines  # noqa: PLC0415

    read_lines(sys.stdin.buffer, sys.stdout, pack=pack)


@app.command()
def replay(
    file: Annotated[Path, typer.Argument(help="Recorded conversations, JSON lines.")],
    url: Annotated[str, typer.Option(help="The running server.")] = "http://127.0.0.1:8300",
    data: Data = None,
    expected: Annotated[
        Path | None, typer.Option(help="What is expected of each, YAML; misses are listed.")
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Replay: send recorded conversations; print what was read, decided and answered."""
    from warmline.cli.replay import replay_file  # noqa: PLC0415

    replay_file(file, url, settings_for(data), expected=expected, as_json=as_json)


@app.command()
def evaluate(
    name: Annotated[str, typer.Argument(help="Which evaluation, such as retrieval.")],
    sets: Annotated[Path | None, typer.Option(help="The folder of its data sets.")] = None,
) -> None:
    """Evaluate: run one evaluation and print its figures as one JSON object."""
    from warmline.cli.evaluate import run_evaluation  # noqa: PLC0415

    run_evaluation(name, sets, sys.stdout)


@app.command()
def bench(
    name: Annotated[str | None, typer.Argument(help="One scenario; all, if left out.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Bench: measure this machine; needs a checkout of the source."""
    from warmline.cli.bench import run_benchmarks  # noqa: PLC0415

    run_benchmarks(name, as_json=as_json)


@packs.command()
def check(
    pack: Annotated[
        str | None, typer.Argument(help="A pack's name or folder; all packs, if left out.")
    ] = None,
) -> None:
    """Check: whether a pack can be used; else its first fault, with file and line."""
    from warmline.cli.packs import check_packs  # noqa: PLC0415
    from warmline.journeys import PackFault  # noqa: PLC0415

    try:
        typer.echo("\n".join(check_packs(pack)))
    except PackFault as fault:
        _fail(fault.sentence, 1)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where to write it; must not be there yet.")],
    data: Data = None,
) -> None:
    """Backup: the database in one file, without keys; a running server goes on meanwhile."""
    from warmline.foundation.backups import back_up  # noqa: PLC0415

    typer.echo(back_up(settings_for(data), file))


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that “warmline backup” wrote.")],
    data: Data = None,
) -> None:
    """Restore: a backup into a folder that has its keys and no database; erasures are kept."""
    from warmline.cli.persons import restore_backup  # noqa: PLC0415

    typer.echo(restore_backup(settings_for(data), file))


Customer = Annotated[str, typer.Option("--customer", help="The customer's id.")]


@trust.command()
def access(
    customer: Customer,
    data: Data = None,
    form: Annotated[str, typer.Option("--format", help="json, csv or vcon.")] = "json",
    out: Annotated[Path | None, typer.Option(help="The file; standard output if left out.")] = None,
) -> None:
    """Access: all that is held of a customer."""
    from warmline.cli.persons import give_access  # noqa: PLC0415

    give_access(settings_for(data), customer, form, out)


@trust.command()
def erase(customer: Customer, data: Data = None) -> None:
    """Erase: a customer from everywhere; prints the certificate as JSON."""
    from warmline.cli.persons import erase_customer  # noqa: PLC0415

    typer.echo(erase_customer(settings_for(data), customer))


@trust.command()
def verify(
    data: Data = None,
    since: Annotated[
        str | None, typer.Option(help="A head you wrote down: it must still be in a chain.")
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Verify: whether every receipt and answer is as it was written, none missing or moved."""
    from warmline.cli.trust import verify_chains  # noqa: PLC0415

    raise typer.Exit(verify_chains(settings_for(data), since=since, as_json=as_json))


@trust.command()
def papers(
    data: Data = None,
    out: Annotated[Path, typer.Option(help="The folder to write them to.")] = Path("papers"),
    brand: Annotated[str, typer.Option(help="The brand's short name.")] = "demo",
    language: Annotated[str, typer.Option(help="The language they are written in.")] = "en",
) -> None:
    """Papers: records, assessment, notices and receivers, from what is configured."""
    from warmline.cli.papers import write_papers  # noqa: PLC0415

    for file in write_papers(settings_for(data), out, brand=brand, language=language):
        typer.echo(str(file))
