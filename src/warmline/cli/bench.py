"""`bench`: runs the scenarios of `bench/` in a checkout of the source."""

import runpy
import sys
from pathlib import Path

from warmline.foundation.errors import BadInput

_FOLDER = Path(__file__).parents[3] / "bench"


def run_benchmarks(name: str | None, *, as_json: bool) -> None:
    """Run one scenario or all; the scenarios are scripts, and `bench/run.py` knows them."""
    script = _FOLDER / "run.py"
    if not script.exists():
        message = "The benchmarks are in the source's bench/ folder; run this in a checkout."
        raise BadInput(message)
    sys.path.insert(0, str(_FOLDER))
    runpy.run_path(str(script))["main"](name, as_json=as_json)
