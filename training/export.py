"""Turn trained weights into the file that is shipped: ONNX, int8 per channel, and its tokenizer."""

import argparse
import logging
import tempfile
from pathlib import Path
from typing import Final

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.encoder import UNTOUCHED, WIDTH, Encoder, load_body
from training.sets import LEVELS

OUTPUTS: Final = ("emotions", "valence", "urgency", "flags", "politeness", "tokens", "moved")


class _Shipped(nn.Module):
    """The model as it is served: logits, the hidden state of each token, and what it moved."""

    def __init__(self, model: Encoder) -> None:
        super().__init__()
        self.model = model
        of_words = model.heads["valence"].weight[:, WIDTH:]
        levels = torch.tensor(LEVELS, dtype=torch.float32)
        self.direction = nn.Parameter((levels @ of_words).unsqueeze(-1), requires_grad=False)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        found = self.model(ids, mask)
        found["tokens"] = found["hidden"]
        found["moved"] = (found["hidden"] @ self.direction).squeeze(-1)
        return tuple(found[name] for name in OUTPUTS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="what training wrote")
    parser.add_argument("--out", type=Path, required=True, help="folder of the shipped model")
    wanted = parser.parse_args()
    wanted.out.mkdir(parents=True, exist_ok=True)
    export(wanted.weights, wanted.out)


def export(weights: Path, out: Path) -> None:
    """Write `reader.onnx` and `tokenizer.json` to `out`."""
    config, _ = load_body()
    model = Encoder(config)
    model.load_state_dict(torch.load(weights))
    model.eval()
    ids = torch.randint(1000, 20000, (3, 17))
    names = {0: "batch", 1: "length"}
    with tempfile.TemporaryDirectory() as folder:
        plain, prepared = Path(folder) / "plain.onnx", Path(folder) / "prepared.onnx"
        torch.onnx.export(
            _Shipped(model),
            (ids, torch.ones_like(ids)),
            plain,
            input_names=["ids", "mask"],
            output_names=list(OUTPUTS),
            dynamic_axes={"ids": names, "mask": names, "tokens": names, "moved": names},
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(plain, prepared, skip_symbolic_shape=True)
        quantize_dynamic(
            prepared, out / "reader.onnx", per_channel=True, weight_type=QuantType.QInt8
        )
    onnx.checker.check_model(out / "reader.onnx")
    tokenizer = Tokenizer.from_file(str(UNTOUCHED / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(out / "tokenizer.json"))


if __name__ == "__main__":
    logging.getLogger().setLevel(logging.ERROR)
    main()
