"""Train the tagger: `python -m training.redaction.train --sets FOLDER --out FILE`.

Learns from WNUT-17's training part and from written sentences; thresholds are chosen on the
written dev sentences. WNUT-17's dev part and Presidio's sentences are never seen.
"""

import argparse
import gzip
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from training.redaction import names
from training.redaction.sentences import Sentence, Writer, as_customers_write, joined, patterns
from warmline.trust.redaction.features import BUCKETS, hash_of, places_of
from warmline.trust.redaction.kinds import Kind, without_overlaps
from warmline.trust.redaction.patterns import formed
from warmline.trust.redaction.tagger import TAGS, Tagger
from warmline.trust.redaction.tokens import tokens_of, without

SEED: Final = 17
_WNUT: Final = {"person": 1, "location": 3, "corporation": 4, "group": 4}
_MESSAGES: Final = Path(__file__).parents[1] / "messages"
_SHARE_OF: Final = {"en": 130, "de": 100, "es": 100, "fr": 100, "ar": 100}
_EPOCHS: Final = 4
_BATCH: Final = 32
_RATE: Final = 0.12
_DECAY: Final = 2e-6
_LISTS_KNOW: Final = 0.8
"""The share of names that the lists hold while training, so that words around them count too."""

Example = tuple[list[str], list[int]]


def wnut(path: Path) -> Iterator[Example]:
    """Words and tags of a file in CoNLL form."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        words: list[str] = []
        tags: list[int] = []
        for line in file:
            word, _, tag = line.strip().partition("\t")
            if word:
                words.append(word)
                tags.append(_WNUT.get(tag.partition("-")[2], 0))
            elif words:
                yield words, tags
                words, tags = [], []
        if words:
            yield words, tags


def example_of(sentence: Sentence) -> Example:
    spans = without_overlaps(formed(sentence.text))
    found = tokens_of(without(sentence.text, spans))
    tags = [max(sentence.marks[each.start : each.end]) for each in found]
    return [each.word for each in found], tags


def messages(of: str = "train_*") -> dict[str, list[str]]:
    """Customers' messages by language; those that introduce somebody are left out."""
    found: dict[str, list[str]] = {language: [] for language in _SHARE_OF}
    for path in sorted(_MESSAGES.glob(f"{of}.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            parts = line.split("|", 5)
            if len(parts) == 6 and parts[0] in found:  # noqa: PLR2004
                found[parts[0]].append(parts[5])
    return found


def written(writer: Writer, draw: random.Random, of: str, share: float) -> Iterator[Sentence]:
    """Each pattern many times, some with customers' messages around them."""
    around = messages()
    for language, pattern in patterns(of):
        for _ in range(round(_SHARE_OF[language] * share)):
            sentence = writer.write(draw, language, pattern)
            if draw.random() < 0.35:  # noqa: PLR2004
                other = draw.choice(around[language])
                pair = [sentence, Sentence(other, bytes(len(other)))]
                draw.shuffle(pair)
                sentence = joined(*pair, by=draw.choice([" ", "\n", ". ", "\n\n"]))
            yield as_customers_write(draw, sentence)


def lists_of(found: dict[str, names.Names], lands: dict[str, list[str]]) -> list[set[int]]:
    """Hashes of given names, family names, words of towns and streets, countries."""

    def words(of: Iterable[str]) -> set[int]:
        return {
            hash_of(word)
            for each in of
            for word in _words(each)
            if len(word) > 2  # noqa: PLR2004
        }

    return [
        words(each for names_ in found.values() for each in names_.given),
        words(each for names_ in found.values() for each in names_.family),
        words(each for names_ in found.values() for each in (*names_.cities, *names_.streets)),
        words(each for of in lands.values() for each in of),
    ]


def _words(text: str) -> list[str]:
    return [each.word for each in tokens_of(text)]


def fit(examples: Sequence[Example], lists: Sequence[set[int]], seed: int) -> tuple[Any, Any]:
    """Weights by tag and steps between tags: maximum likelihood by Adagrad, averaged at the end."""
    count = len(TAGS)
    places = [places_of(words, lists).astype(np.int32) for words, _ in examples]
    weights = np.zeros((BUCKETS, count), dtype=np.float32)
    steps = np.zeros((count, count), dtype=np.float32)
    squares, step_squares = np.full_like(weights, 1e-2), np.full_like(steps, 1.0)
    draw = np.random.default_rng(seed)
    by_length = sorted(range(len(examples)), key=lambda each: len(places[each]))
    batches = [by_length[at : at + _BATCH] for at in range(0, len(by_length), _BATCH)]
    for epoch in range(_EPOCHS):
        loss = 0.0
        for number in draw.permutation(len(batches)):
            batch = batches[number]
            loss += _step(
                [places[each] for each in batch], [examples[each][1] for each in batch],
                weights, steps, squares, step_squares, _RATE * (1 - 0.8 * epoch / _EPOCHS),
            )  # fmt: skip
        weights *= 1 - _DECAY * len(batches)
        print(f"epoch {epoch + 1}: loss {loss / len(examples):.3f} a sentence", flush=True)
    return weights, steps


def _step(  # noqa: PLR0917 - the state of one fit
    places: Sequence[Any], tags: Sequence[Sequence[int]], weights: Any, steps: Any,
    squares: Any, step_squares: Any, rate: float,
) -> float:  # fmt: skip
    """One batch: padded to one length, forward and backward sums in logarithms, one update."""
    size, longest, count = len(places), max(map(len, places)), len(TAGS)
    mask = np.zeros((size, longest), dtype=bool)
    local = np.zeros((size, longest, count), dtype=np.float32)
    gold = np.zeros((size, longest), dtype=np.int64)
    for row, (found, wanted) in enumerate(zip(places, tags, strict=True)):
        mask[row, : len(found)] = True
        local[row, : len(found)] = weights[found].sum(axis=1)
        gold[row, : len(found)] = wanted
    ahead, back = np.zeros_like(local), np.zeros_like(local)
    ahead[:, 0] = local[:, 0]
    for at in range(1, longest):
        new = _log_sum(ahead[:, at - 1, :, None] + steps[None], 1) + local[:, at]
        ahead[:, at] = np.where(mask[:, at, None], new, ahead[:, at - 1])
    for at in range(longest - 2, -1, -1):
        new = _log_sum(steps[None] + (local[:, at + 1] + back[:, at + 1])[:, None, :], 2)
        back[:, at] = np.where(mask[:, at + 1, None], new, 0)
    total = _log_sum(ahead[:, -1], 1)
    chances = np.exp(ahead + back - total[:, None, None]) * mask[..., None]
    one = np.eye(count, dtype=np.float32)[gold] * mask[..., None]
    rows = np.concatenate([place.reshape(-1) for place in places])
    slope = np.concatenate(
        [
            np.repeat((one - chances)[row, : len(place)], place.shape[1], axis=0)
            for row, place in enumerate(places)
        ]
    )
    unique, inverse = np.unique(rows, return_inverse=True)
    summed = np.zeros((len(unique), count), dtype=np.float32)
    for tag in range(count):
        summed[:, tag] = np.bincount(inverse, weights=slope[:, tag], minlength=len(unique))
    squares[unique] += summed**2
    weights[unique] += rate * summed / np.sqrt(squares[unique])
    both = mask[:, 1:]
    pairs = np.exp(
        ahead[:, :-1, :, None] + steps[None, None]
        + (local[:, 1:] + back[:, 1:])[:, :, None, :] - total[:, None, None, None]
    ) * both[..., None, None]  # fmt: skip
    step_slope = (one[:, :-1, :, None] * one[:, 1:, None, :] * both[..., None, None] - pairs).sum(
        (0, 1)
    )
    step_squares += step_slope**2
    steps += rate * step_slope / np.sqrt(step_squares)
    gained = (local * one).sum() + (
        steps * (one[:, :-1, :, None] * one[:, 1:, None, :] * both[..., None, None]).sum((0, 1))
    ).sum()
    return float(total.sum() - gained)


def _log_sum(values: Any, axis: int) -> Any:
    top = values.max(axis=axis, keepdims=True)
    return np.log(np.exp(values - top).sum(axis=axis)) + top.squeeze(axis)


def choose_thresholds(
    tagger: Tagger, dev: Sequence[Example], beta: float = 2.0
) -> dict[Kind, float]:
    """Where F of tokens is best, recall counting more: what is missed has left the house."""
    chances = np.concatenate([tagger.chances(words) for words, _ in dev])
    gold = np.concatenate([tags for _, tags in dev])
    chosen = {}
    for tag, kind in ((1, Kind.PERSON), (2, Kind.ADDRESS)):
        best = (0.0, 0.5)
        for threshold in np.arange(0.2, 0.81, 0.05):
            said, right = chances[:, tag] >= threshold, gold == tag
            hit = float((said & right).sum())
            precision, recall = hit / max(1, said.sum()), hit / right.sum()
            score = (1 + beta**2) * precision * recall / max(1e-9, beta**2 * precision + recall)
            best = max(best, (score, float(round(threshold, 2))))
            if abs(threshold - 0.5) < 0.01:  # noqa: PLR2004
                print(f"{kind} at 0.5: precision {precision:.3f}, recall {recall:.3f} of tokens")
        chosen[kind] = best[1]
    return chosen


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--sets", type=Path, required=True)
    arguments.add_argument("--out", type=Path, required=True)
    given = arguments.parse_args()
    draw = random.Random(SEED)
    found, lands = names.load(SEED), names.countries(SEED)
    examples = [
        example_of(each) for each in written(Writer(found, lands, dev=False), draw, "train", 1)
    ]
    plain = [text for of in messages().values() for text in of]
    examples += [example_of(Sentence(text, bytes(len(text)))) for text in plain]
    public = list(wnut(given.sets / "wnut17_ner" / "wnut17train.conll.gz"))
    examples += public * 2
    examples = [each for each in examples if 0 < len(each[0]) <= 120]  # noqa: PLR2004
    print(f"{len(examples)} sentences", flush=True)
    lists = lists_of(found, lands)
    known = [{each for each in names_ if each % 100 < _LISTS_KNOW * 100} for names_ in lists]
    weights, steps = fit(examples, known, SEED)
    scale = float(np.abs(weights).max() / 127)
    packed = np.clip(np.round(weights / scale), -127, 127).astype(np.int8)
    tagger = Tagger(packed, scale, steps, tuple(map(frozenset, lists)), {})
    dev = [example_of(each) for each in written(Writer(found, lands, dev=True), draw, "dev", 0.3)]
    dev += [
        example_of(Sentence(text, bytes(len(text))))
        for of in messages("dev").values()
        for text in of
    ]
    thresholds = choose_thresholds(tagger, dev)
    print("thresholds", thresholds)
    np.savez_compressed(
        given.out, weights=packed, scale=scale, steps=steps,
        thresholds=json.dumps({str(kind): value for kind, value in thresholds.items()}),
        **{f"list_{number}": np.array(sorted(each), dtype=np.uint32) for number, each in enumerate(lists)},
    )  # fmt: skip


if __name__ == "__main__":
    main()
