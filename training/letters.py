"""Train the table of letters: one logistic regression for each head, over pieces of words."""

import argparse
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn

from training import sets as read
from training.sets import Example
from warmline.understanding import letters

_STEPS: Final = 60
_DECAY: Final = 2e-4
_SIGNS: Final = {0: 0, 1: 0, 2: 1, 3: 2, 4: 2}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder of the shipped model")
    parser.add_argument("--decay", type=float, default=_DECAY)
    wanted = parser.parse_args()
    weights, bias = fit(read.messages("train"), wanted.decay)
    letters.save(wanted.out, weights, bias)


def fit(examples: list[Example], decay: float) -> tuple[np.ndarray, list[float]]:
    """Weights (places × heads) and bias (heads), by full batches."""
    torch.manual_seed(0)
    pieces = _matrix(examples)
    weights = nn.Parameter(torch.zeros(letters.PLACES, letters.HEADS))
    bias = nn.Parameter(torch.zeros(letters.HEADS))
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=_STEPS, line_search_fn="strong_wolfe")
    flags = torch.tensor([each.flags for each in examples], dtype=torch.float32)
    urgency = torch.tensor([each.urgency for each in examples])
    signs = torch.tensor([_SIGNS[min(each.levels or {2})] for each in examples])

    def step() -> Tensor:
        optimizer.zero_grad()
        logits = torch.sparse.mm(pieces, weights) + bias
        loss = (
            nn.functional.binary_cross_entropy_with_logits(logits[:, :5], flags) * 5
            + nn.functional.cross_entropy(logits[:, 5:8], urgency)
            + nn.functional.cross_entropy(logits[:, 8:], signs)
            + decay * weights.square().sum()
        )
        loss.backward()
        return loss

    optimizer.step(step)
    return weights.detach().numpy(), bias.detach().tolist()


def _matrix(examples: list[Example]) -> Tensor:
    rows, columns, values = [], [], []
    for row, example in enumerate(examples):
        for place, weight in letters.places_of(example.text).items():
            rows.append(row)
            columns.append(place)
            values.append(weight)
    size = (len(examples), letters.PLACES)
    return torch.sparse_coo_tensor(torch.tensor([rows, columns]), values, size).coalesce().float()


if __name__ == "__main__":
    main()
