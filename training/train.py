"""Train the model in two stages: what the public sets know, then customers' messages as well.

Everything is drawn from one seed; the weights are averaged over the last steps of a stage.
"""

import argparse
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from tqdm import tqdm

from training import sets as read
from training.encoder import HEADS, UNTOUCHED, WIDTH, Encoder, load_body
from training.sets import Example

SEED: Final = 20261124
LONGEST: Final = 160
"""Tokens of a text that are learnt from."""

_BATCH: Final = 48
_BODY_RATE: Final = 1.8e-4
_HEAD_RATE: Final = 1e-3
_WARM: Final = 0.06
_EVERY: Final = 5
_KEPT: Final = 0.99
"""Every so many steps the average moves by the rest of this towards the weights."""

_HELD: Final = 0.3
"""The share of texts whose embedding is held near that of the untouched encoder."""

_WEIGHTS: Final = {
    "emotions": 10.0,
    "plutchik": 4.0,
    "valence": 1.0,
    "urgency": 1.0,
    "flags": 6.0,
    "politeness": 0.5,
    "embedding": 8.0,
}


@dataclass(frozen=True, slots=True)
class Stage:
    """`last` is the share of the rate that is left at the end."""

    name: str
    epochs: int
    rate: float
    last: float


STAGES: Final = {
    "public": Stage("public", epochs=1, rate=1.0, last=0.8),
    "customers": Stage("customers", epochs=3, rate=0.8, last=0.0),
}


@dataclass(frozen=True, slots=True)
class Texts:
    """Examples with their token ids and the embeddings of the untouched encoder."""

    examples: Sequence[Example]
    ids: Sequence[list[int]]
    before: Tensor


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=Path, required=True, help="folder of the public sets")
    parser.add_argument("--out", type=Path, required=True, help="folder for the weights")
    parser.add_argument("--stage", choices=STAGES, help="only this one (default: both)")
    wanted = parser.parse_args()
    wanted.out.mkdir(parents=True, exist_ok=True)
    for stage in [STAGES[wanted.stage]] if wanted.stage else STAGES.values():
        torch.manual_seed(SEED)
        random.seed(SEED)
        _train(stage, wanted.sets, wanted.out)


def examples_of(stage: str, sets: Path) -> list[Example]:
    """What a stage learns from, once an epoch; customers' messages count three times."""
    emotions = read.goemotions(sets, "train")
    subtitles = read.xed(sets)
    narratives = read.brighter(sets)
    tweets = read.afrisenti(sets)
    requests = read.politeness(sets)
    if stage == "public":
        return emotions + subtitles + narratives + tweets + requests
    draw = random.Random(SEED)
    rest = draw.sample(subtitles, 5000) + narratives + draw.sample(tweets, 2500)
    return emotions + rest + draw.sample(requests, 2000) + 3 * read.messages("train")


def encode(tokenizer: Tokenizer, texts: Sequence[str]) -> list[list[int]]:
    """Token ids, cut at `LONGEST`."""
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return [each.ids for each in tokenizer.encode_batch(list(texts))]


def padded(ids: Sequence[list[int]]) -> tuple[Tensor, Tensor]:
    """Ids and mask, (batch, longest of it)."""
    longest = max(map(len, ids))
    rows = torch.zeros(len(ids), longest, dtype=torch.long)
    mask = torch.zeros(len(ids), longest, dtype=torch.long)
    for place, row in enumerate(ids):
        rows[place, : len(row)] = torch.tensor(row)
        mask[place, : len(row)] = 1
    return rows, mask


def _train(stage: Stage, sets: Path, out: Path) -> None:
    config, weights = load_body()
    model = Encoder(config)
    model.body.load_state_dict(weights, strict=False)
    tokenizer = Tokenizer.from_file(str(UNTOUCHED / "tokenizer.json"))
    texts = _prepare(model, tokenizer, examples_of(stage.name, sets), stage.name)
    if stage.name == "customers":
        model.load_state_dict(torch.load(out / "public.pt"))
    average = _run(model, texts, stage)
    torch.save(average, out / f"{stage.name}.pt")


def _prepare(model: Encoder, tokenizer: Tokenizer, examples: Sequence[Example], name: str) -> Texts:
    """Token ids, and of some the embeddings before training (mean of all tokens), else zeros."""
    ids = encode(tokenizer, [each.text for each in examples])
    before = torch.zeros(len(ids), WIDTH, dtype=torch.bfloat16)
    chosen = random.Random(SEED).sample(range(len(ids)), int(_HELD * len(ids)))
    order = sorted(chosen, key=lambda each: len(ids[each]))
    model.eval()
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for start in tqdm(range(0, len(order), 128), f"{name}: embeddings", mininterval=20):
            places = order[start : start + 128]
            rows, mask = padded([ids[each] for each in places])
            hidden = model.body(input_ids=rows, attention_mask=mask).last_hidden_state
            share = mask.unsqueeze(-1).to(hidden.dtype)
            mean = (hidden * share).sum(1) / share.sum(1)
            before[places] = nn.functional.normalize(mean.float(), dim=-1).to(torch.bfloat16)
    return Texts(examples, ids, before)


def _run(model: Encoder, texts: Texts, stage: Stage) -> dict[str, Tensor]:
    """Train; gives the averaged weights."""
    rates = [
        {"params": list(model.body.parameters()), "lr": _BODY_RATE * stage.rate},
        {"params": list(model.heads.parameters()), "lr": _HEAD_RATE * stage.rate},
    ]
    optimizer = torch.optim.AdamW(rates, weight_decay=0.01, fused=True)
    steps = stage.epochs * math.ceil(len(texts.ids) / _BATCH)
    plan = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps, stage.last))
    average = {name: value.detach().clone() for name, value in model.state_dict().items()}
    lengths = [len(each) for each in texts.ids]
    draw = random.Random(SEED)
    model.train()
    with tqdm(total=steps, desc=stage.name, mininterval=20) as bar:
        done = 0
        for _ in range(stage.epochs):
            order = draw.sample(range(len(lengths)), len(lengths))
            near = list(read.batches(lengths, _BATCH, order))
            draw.shuffle(near)
            for places in near:
                loss = _loss(model, texts, places)
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                optimizer.step()
                plan.step()
                done += 1
                if done % _EVERY == 0:
                    _keep(average, model, min(_KEPT, done / (done + 10 * _EVERY)))
                bar.update()
                if done % 50 == 0:
                    bar.set_postfix(loss=f"{loss.item():.3f}", refresh=False)
    return average


def _rate(step: int, steps: int, last: float) -> float:
    warm = max(1, int(_WARM * steps))
    if step < warm:
        return step / warm
    return max(0.0, 1 - (1 - last) * (step - warm) / max(1, steps - warm))


@torch.no_grad()
def _keep(average: dict[str, Tensor], model: Encoder, kept: float) -> None:
    for name, value in model.state_dict().items():
        if value.is_floating_point():
            average[name].lerp_(value, 1 - kept)


def _loss(model: Encoder, texts: Texts, places: Sequence[int]) -> Tensor:
    """What every example's source knows, weighed by head, and the drift of the embedding."""
    rows, mask = padded([texts.ids[each] for each in places])
    with torch.autocast("cpu", torch.bfloat16):
        found = model(rows, mask)
    examples = [texts.examples[each] for each in places]
    before = texts.before[list(places)].float()
    held = (before != 0).any(-1)
    drift = (1 - (found["embedding"] * before).sum(-1)) * held
    loss = _WEIGHTS["embedding"] * drift.sum() / held.sum().clamp(min=1)
    for name in HEADS:
        known = [place for place, each in enumerate(examples) if _of(each, name) is not None]
        if known:
            of_head = _loss_of(name, found[name][known].float(), [examples[each] for each in known])
            loss = loss + _WEIGHTS[name] * of_head * len(known) / len(places)
    return loss


def _of(example: Example, head: str) -> object:
    return example.levels if head == "valence" else getattr(example, head)


def _loss_of(name: str, logits: Tensor, examples: Sequence[Example]) -> Tensor:
    if name == "valence":
        allowed = torch.full_like(logits, -torch.inf)
        for place, each in enumerate(examples):
            allowed[place, sorted(each.levels or ())] = 0.0
        return -torch.logsumexp(torch.log_softmax(logits, -1) + allowed, -1).mean()
    if name == "urgency":
        return nn.functional.cross_entropy(
            logits, torch.tensor([each.urgency for each in examples])
        )
    wanted = torch.tensor([getattr(each, name) for each in examples], dtype=torch.float32)
    wanted = wanted.reshape(logits.shape)
    losses = nn.functional.binary_cross_entropy_with_logits(
        logits, wanted.clamp(min=0), reduction="none"
    )
    said = (wanted >= 0).float()
    return (losses * said).sum() / said.sum().clamp(min=1)


if __name__ == "__main__":
    main()
