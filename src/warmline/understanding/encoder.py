"""The encoder: many texts in one run of the shipped model, and what it makes of each.

The file is opened at the first text, not at import. Long texts are read in windows of tokens;
what a text says once, it says, so the windows are put together head by head.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Floats = npt.NDArray[np.float32]

LEVELS: Final = (-1.0, -0.5, 0.0, 0.5, 1.0)
"""What the five classes of valence stand for."""

FLAGS: Final = ("asks_for_person", "withdraws_consent", "distress", "danger", "abusive")
MODEL: Final = Path(__file__).parent / "model"
MODEL_VERSION: Final = "reader-1"
WIDTH: Final = 384

_WINDOW: Final = 160
_WINDOWS: Final = 6
_FIRST, _LAST = 101, 102
_TOKENS_AT_ONCE: Final = 1_024
_READ: Final = 20_000


@dataclass(frozen=True, slots=True)
class Seen:
    """What the model makes of one text: logits, and what it saw token by token.

    `emotions` (28), `valence` (5), `urgency` (3), `flags` (5) are logits and `politeness` is
    one; `spans` are the characters of each token, `moved` how far each pushed valence (tokens),
    `vectors` what each means in its place (tokens × 384).
    """

    emotions: Floats
    valence: Floats
    urgency: Floats
    flags: Floats
    politeness: float
    spans: Sequence[tuple[int, int]]
    moved: Floats
    vectors: Floats

    def meaning(self, start: int = 0, end: int | None = None) -> Floats:
        """The sentence embedding of the characters from, to (exclusive): (384,), of length 1."""
        chosen = [
            place
            for place, (first, last) in enumerate(self.spans)
            if first >= start and (end is None or last <= end)
        ]
        if not chosen:
            return np.zeros(WIDTH, np.float32)
        mean = self.vectors[chosen].mean(axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-6), np.float32)


@dataclass(frozen=True, slots=True)
class _Window:
    text: int
    ids: Sequence[int]
    spans: Sequence[tuple[int, int]]


class Encoder:
    """The model in memory; one thread at a time may run it."""

    def __init__(self, *, threads: int = 2, model: Path = MODEL) -> None:
        """`threads` are those of one run."""
        self._threads = threads
        self._model = model

    def load(self) -> None:
        """Open the files now; otherwise the first text does."""
        _ = self._session, self._tokenizer

    def see(self, texts: Sequence[str]) -> list[Seen]:
        """What the model makes of each; never empty-handed, whatever the text."""
        windows = list(self._windows(texts))
        parts: list[Seen] = [_NOTHING] * len(windows)
        for places in _together(windows):
            for place, seen in zip(
                places, self._run([windows[each] for each in places]), strict=True
            ):
                parts[place] = seen
        of_text: list[list[Seen]] = [[] for _ in texts]
        for window, seen in zip(windows, parts, strict=True):
            of_text[window.text].append(seen)
        return [_put_together(each) for each in of_text]

    def meanings(self, texts: Sequence[str]) -> Floats:
        """Sentence embeddings alone: (texts, 384), of length 1, or 0 where there is no word."""
        rows = [seen.meaning() for seen in self.see(texts)]
        return np.stack(rows) if rows else np.zeros((0, WIDTH), np.float32)

    @property
    def _tokenizer(self) -> "Tokenizer":
        return _open_tokenizer(self._model)

    @property
    def _session(self) -> "InferenceSession":
        return _open_session(self._model, self._threads)

    def _windows(self, texts: Sequence[str]) -> Iterator[_Window]:
        """Each text's tokens in windows; of a very long one the first and the last."""
        readable = [_readable(text) for text in texts]
        for place, found in enumerate(
            self._tokenizer.encode_batch(readable, add_special_tokens=False)
        ):
            starts = range(0, max(len(found.ids), 1), _WINDOW)
            chosen = list(starts)
            if len(chosen) > _WINDOWS:
                chosen = [*chosen[: _WINDOWS - 1], chosen[-1]]
            for start in chosen:
                end = start + _WINDOW
                yield _Window(place, found.ids[start:end], found.offsets[start:end])

    def _run(self, windows: Sequence[_Window]) -> Iterator[Seen]:
        longest = max(len(each.ids) for each in windows) + 2
        ids = np.zeros((len(windows), longest), np.int64)
        mask = np.zeros_like(ids)
        for place, window in enumerate(windows):
            row = (_FIRST, *window.ids, _LAST)
            ids[place, : len(row)] = row
            mask[place, : len(row)] = 1
        emotions, valence, urgency, flags, politeness, tokens, moved = self._session.run(
            None, {"ids": ids, "mask": mask}
        )
        for place, window in enumerate(windows):
            words = slice(1, 1 + len(window.ids))
            yield Seen(
                emotions[place],
                valence[place],
                urgency[place],
                flags[place],
                float(politeness[place, 0]),
                window.spans,
                moved[place, words],
                tokens[place, words],
            )


@lru_cache(maxsize=2)
def _open_tokenizer(model: Path) -> "Tokenizer":
    from tokenizers import Tokenizer  # noqa: PLC0415 a server starts without it

    return Tokenizer.from_file(str(model / "tokenizer.json"))


@lru_cache(maxsize=2)
def _open_session(model: Path, threads: int) -> "InferenceSession":
    """The model in memory, once for all encoders of this process."""
    import onnxruntime  # noqa: PLC0415 it takes a while, and a server starts without it

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(
        model / "reader.onnx", options, providers=["CPUExecutionProvider"]
    )


_NOTHING: Final = Seen(
    np.zeros(28, np.float32),
    np.zeros(5, np.float32),
    np.zeros(3, np.float32),
    np.zeros(5, np.float32),
    0.0,
    (),
    np.zeros(0, np.float32),
    np.zeros((0, WIDTH), np.float32),
)


def _readable(text: str) -> str:
    """What a tokenizer can take: no lone surrogates, and an end."""
    return text[:_READ].encode("utf-8", "replace").decode("utf-8")


def _together(windows: Sequence[_Window]) -> Iterator[list[int]]:
    """Places of windows of about one length, few enough to be one run."""
    run: list[int] = []
    for place in sorted(range(len(windows)), key=lambda each: len(windows[each].ids)):
        if run and (len(run) + 1) * (len(windows[place].ids) + 2) > _TOKENS_AT_ONCE:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _put_together(parts: Sequence[Seen]) -> Seen:
    """One text from its windows: what is said anywhere counts for needs, the mean for feelings."""
    if len(parts) == 1:
        return parts[0]
    shares = np.array([max(len(each.spans), 1) for each in parts], np.float32)
    shares /= shares.sum()
    return Seen(
        emotions=np.max([each.emotions for each in parts], axis=0),
        valence=np.average([each.valence for each in parts], axis=0, weights=shares),
        urgency=max((each.urgency for each in parts), key=lambda each: float(each[2] - each[0])),
        flags=np.max([each.flags for each in parts], axis=0),
        politeness=float(np.average([each.politeness for each in parts], weights=shares)),
        spans=[span for each in parts for span in each.spans],
        moved=np.concatenate([each.moved for each in parts]),
        vectors=np.concatenate([each.vectors for each in parts]),
    )
