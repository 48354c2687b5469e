"""Choose the blend's weights and thresholds: on the dev messages, and GoEmotions' dev split.

It runs the shipped file through the code that serves, so what is calibrated is what answers.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor, nn

from training import sets as read
from training.sets import Example
from warmline.understanding.encoder import FLAGS, MODEL_VERSION, Encoder, Seen
from warmline.understanding.language import language_of
from warmline.understanding.letters import Spelt, spelt
from warmline.understanding.quoted import said_now
from warmline.understanding.vocabulary import LANGUAGES, Listed, listed_in

MODEL: Final = MODEL_VERSION
_GROUPS: Final = ("en", "other")
_PRECISION: Final = {
    "en": {
        "asks_for_person": 0.75,
        "withdraws_consent": 0.9,
        "distress": 0.72,
        "danger": 0.7,
        "abusive": 0.82,
    },
    "other": {
        "asks_for_person": 0.55,
        "withdraws_consent": 0.7,
        "distress": 0.7,
        "danger": 0.5,
        "abusive": 0.6,
    },
}
"""The precision that a threshold must keep on the dev messages; beyond it recall counts."""

_SIGN_OF_LEVEL: Final = (0, 0, 1, 2, 2)
_RISK: Final = 0.4
"""Below which chance that its sign is right a valence is not to be relied on."""


@dataclass(frozen=True, slots=True)
class Case:
    """A dev message, and what each of the three says of it."""

    example: Example
    seen: Seen
    spelt: Spelt
    listed: Listed
    group: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder of the shipped model")
    wanted = parser.parse_args()
    cases = cases_of(read.messages("dev"), Encoder(model=wanted.out))
    blend = {
        "model": MODEL,
        "sure": _RISK,
        "emotions": _emotions(read.goemotions(wanted.sets, "dev"), Encoder(model=wanted.out)),
        "flags": {group: _flags(cases, group) for group in _GROUPS},
        "urgency": {group: _urgency(cases, group) for group in _GROUPS},
        "valence": {group: _valence(cases, group) for group in _GROUPS},
        "moved": _moved(cases),
    }
    (wanted.out / "blend.json").write_text(json.dumps(_rounded(blend), indent=1) + "\n")


def cases_of(examples: Sequence[Example], encoder: Encoder) -> list[Case]:
    """Every message as the server sees it."""
    texts = [said_now(each.text) for each in examples]
    cases = []
    for example, text, seen in zip(examples, texts, encoder.see(texts), strict=True):
        guess = language_of(text)
        lists = tuple({guess.language, "en"}) if guess.is_sure else LANGUAGES
        group = "en" if guess.language == "en" else "other"
        cases.append(Case(example, seen, spelt(text), listed_in(text, lists), group))
    return cases


def _flags(cases: Sequence[Case], group: str) -> dict[str, Any]:
    """A logistic regression for each flag on all cases; its threshold on those of the group."""
    found = {}
    for place, name in enumerate(FLAGS):
        rows = torch.tensor(
            [
                [
                    each.seen.flags[place] * (each.group == "en"),
                    each.seen.flags[place] * (each.group == "other"),
                    each.spelt.flags[place] * (each.group == "en"),
                    each.spelt.flags[place] * (each.group == "other"),
                    float(name in each.listed.flags),
                    float(each.group == "other"),
                ]
                for each in cases
            ],
            dtype=torch.float32,
        )
        wanted = torch.tensor([(each.example.flags or ())[place] for each in cases]).float()
        weights, bias = _logistic(rows, wanted)
        is_other = group == "other"
        chances = torch.sigmoid(rows @ weights + bias)
        own = torch.tensor([each.group == group for each in cases])
        found[name] = {
            "encoder": float(weights[1 if is_other else 0]),
            "letters": float(weights[3 if is_other else 2]),
            "listed": float(weights[4]),
            "bias": float(bias + weights[5] * is_other),
            "threshold": _threshold(chances[own], wanted[own], _PRECISION[group][name]),
        }
    return found


def _threshold(chances: Tensor, wanted: Tensor, precision: float) -> float:
    """The lowest that keeps the precision, or that of the best F1, whichever hears more."""
    order = torch.argsort(chances, descending=True)
    right = wanted[order].cumsum(0)
    told = torch.arange(1, len(order) + 1)
    best = int((2 * right / (told + wanted.sum())).argmax())
    keeps = (right / told >= precision).nonzero()
    place = max(best, int(keeps[-1]) if len(keeps) else 0)
    after = chances[order][min(place + 1, len(order) - 1)]
    return float((chances[order][place] + after) / 2)


def _urgency(cases: Sequence[Case], group: str) -> dict[str, Any]:
    own = [each for each in cases if each.group == group]
    encoder = torch.log_softmax(torch.tensor(np.stack([each.seen.urgency for each in own])), -1)
    letters = torch.log_softmax(torch.tensor(np.stack([each.spelt.urgency for each in own])), -1)
    steps = torch.tensor([-1.0, 0.0, 1.0])
    listed = torch.tensor([[each.listed.urgency] for each in own]) * steps
    wanted = torch.tensor([each.example.urgency for each in own])
    (by_encoder, by_letters, by_lists), bias = _mixed([encoder, letters, listed], wanted)
    return {"encoder": by_encoder, "letters": by_letters, "listed": by_lists, "bias": bias}


def _valence(cases: Sequence[Case], group: str) -> dict[str, Any]:
    own = [each for each in cases if each.group == group]
    levels = torch.softmax(torch.tensor(np.stack([each.seen.valence for each in own])), -1)
    signs = torch.stack([levels[:, :2].sum(1), levels[:, 2], levels[:, 3:].sum(1)], -1)
    letters = torch.log_softmax(torch.tensor(np.stack([each.spelt.valence for each in own])), -1)
    wanted = torch.tensor([_SIGN_OF_LEVEL[min(each.example.levels or {2})] for each in own])
    (by_encoder, by_letters), bias = _mixed([signs.clamp(min=1e-6).log(), letters], wanted)
    return {"encoder": by_encoder, "letters": by_letters, "bias": bias}


def _emotions(examples: Sequence[Example], encoder: Encoder) -> dict[str, Any]:
    """Platt's scaling for each emotion, and the threshold of best F1, smoothed."""
    seen = []
    for start in range(0, len(examples), 256):
        texts = [each.text for each in examples[start : start + 256]]
        seen += [each.emotions for each in encoder.see(texts)]
    logits = torch.tensor(np.stack(seen))
    wanted = torch.tensor([each.emotions for each in examples]).float()
    scales, shifts, thresholds = [], [], []
    for place in range(logits.shape[1]):
        weights, bias = _logistic(logits[:, place : place + 1], wanted[:, place], decay=1e-4)
        chances = torch.sigmoid(logits[:, place] * weights[0] + bias)
        scales.append(float(weights[0]))
        shifts.append(float(bias))
        thresholds.append(_smoothed_threshold(chances, wanted[:, place]))
    return {"scale": scales, "shift": shifts, "threshold": thresholds}


def _smoothed_threshold(chances: Tensor, wanted: Tensor) -> float:
    """The grid point whose F1, averaged with its neighbours, is best: not the luckiest one."""
    grid = torch.linspace(0.05, 0.7, 66)
    told = chances.unsqueeze(1) >= grid
    right = (told * wanted.unsqueeze(1)).sum(0)
    figures = 2 * right / (told.sum(0) + wanted.sum()).clamp(min=1)
    width = 11
    padded = nn.functional.pad(figures[None, None], (width // 2, width // 2), mode="replicate")
    smooth = nn.functional.avg_pool1d(padded, width, stride=1)[0, 0]
    return float(grid[int(smooth.argmax())])


def _moved(cases: Sequence[Case]) -> dict[str, float]:
    """What a word moves valence on average, and how much that varies, in English."""
    pushes = np.concatenate([each.seen.moved for each in cases if each.group == "en"])
    return {"mean": float(pushes.mean()), "spread": float(pushes.std())}


def _logistic(rows: Tensor, wanted: Tensor, *, decay: float = 2e-3) -> tuple[Tensor, Tensor]:
    weights = nn.Parameter(torch.zeros(rows.shape[1]))
    bias = nn.Parameter(torch.zeros(()))
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=200, line_search_fn="strong_wolfe")

    def step() -> Tensor:
        optimizer.zero_grad()
        loss = nn.functional.binary_cross_entropy_with_logits(rows @ weights + bias, wanted)
        loss = loss + decay * weights.square().sum()
        loss.backward()
        return loss

    optimizer.step(step)
    return weights.detach(), bias.detach()


def _mixed(parts: Sequence[Tensor], wanted: Tensor) -> tuple[list[float], list[float]]:
    """One weight for each part (cases × classes) and a bias for each class."""
    weights = nn.Parameter(torch.full((len(parts),), 0.5))
    bias = nn.Parameter(torch.zeros(3))
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=200, line_search_fn="strong_wolfe")

    def step() -> Tensor:
        optimizer.zero_grad()
        logits = sum((share * part for share, part in zip(weights, parts, strict=True)), bias)
        loss = nn.functional.cross_entropy(logits, wanted) + 1e-3 * weights.square().sum()
        loss.backward()
        return loss

    optimizer.step(step)
    return weights.detach().tolist(), bias.detach().tolist()


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_rounded(each) for each in value]
    return round(value, 5) if isinstance(value, float) else value


if __name__ == "__main__":
    main()
