"""Encoded: texts of data sets as the shipped encoder sees them, each placed once a run."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from warmline.understanding import Encoder, Floats, ModelReader, Seen


class Encoded:
    """The shipped encoder, as the search and the intents ask for it."""

    name: Final = ModelReader.name

    def __init__(self) -> None:
        self._encoder = Encoder()
        self._known: dict[str, Floats] = {}

    def embed(self, texts: Sequence[str]) -> Floats:
        unknown = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(unknown, self._encoder.meanings(unknown), strict=True))
        return np.stack([self._known[text] for text in texts])

    def see(self, text: str) -> Seen:
        """What the model makes of it, anew each time: that is too much to keep."""
        return self._encoder.see([text])[0]
