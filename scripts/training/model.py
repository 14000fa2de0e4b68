"""The network: a small convolutional front end, then dilated convolutions over time; two logits and a tempo, 50 times a second.

After M. E. P. Davies and S. Boeck, "Temporal convolutional networks for musical audio beat tracking", EUSIPCO 2019,
doi:10.23919/EUSIPCO.2019.8902578; that the same features should tell the tempo, too, after S. Boeck, M. E. P. Davies and
P. Knees, "Multi-task learning of tempo and beat", ISMIR 2019.
"""

import torch
from torch import nn
from torch.nn import functional

BANDS = 48
FIRST, SECOND, WIDTH, LAYERS, KERNEL = 16, 16, 32, 9, 5
FRAME_RATE = 50
# Tempi in beats per minute, evenly spaced in their logarithm.
TEMPI, SLOWEST, FASTEST = 64, 45.0, 225.0


class Block(nn.Module):
    """x + mix(relu(dilated convolution of x)); the sum over all blocks' mixes goes to the output as well."""

    def __init__(self, dilation: int, dropout: float):
        super().__init__()
        self.dilated = nn.Conv1d(WIDTH, WIDTH, KERNEL, dilation=dilation, padding=dilation * (KERNEL // 2))
        self.mix = nn.Conv1d(WIDTH, WIDTH, 1)
        self.dropout = nn.Dropout1d(dropout)

    def forward(self, x):
        return self.mix(self.dropout(torch.relu(self.dilated(x))))


class Network(nn.Module):
    def __init__(self, dropout: float = 0.1):
        super().__init__()
        self.first = nn.Conv2d(1, FIRST, (5, 3), stride=(2, 1), padding=(2, 0))
        self.second = nn.Conv2d(FIRST, SECOND, (3, 3), padding=(1, 0))
        self.third = nn.Conv2d(SECOND, WIDTH, (1, 4))
        self.first_norm = nn.BatchNorm2d(FIRST)
        self.second_norm = nn.BatchNorm2d(SECOND)
        self.third_norm = nn.BatchNorm2d(WIDTH)
        self.dropout = nn.Dropout2d(dropout)
        self.blocks = nn.ModuleList([Block(2**i, dropout) for i in range(LAYERS)])
        self.head = nn.Conv1d(WIDTH, 2, 1)
        self.tempo = nn.Conv1d(WIDTH, TEMPI, 1)

    def forward(self, x):
        """Features (batch, frames, bands) to logits (batch, 2, ceil(frames / 2)) of beat and downbeat, and of each tempo."""
        x = x.unsqueeze(1)
        x = functional.max_pool2d(torch.relu(self.first_norm(self.first(x))), (1, 3))
        x = self.dropout(x)
        x = functional.max_pool2d(torch.relu(self.second_norm(self.second(x))), (1, 3))
        x = torch.relu(self.third_norm(self.third(self.dropout(x))))[..., 0]
        total = torch.zeros_like(x)
        for block in self.blocks:
            y = block(x)
            total = total + y
            x = x + y
        seen = torch.relu(total)
        return self.head(seen), self.tempo(seen)


def folded(network: Network) -> list:
    """All weights as (name, tensor), with the normalisations folded into the convolutions before them."""
    result = []
    for name in ("first", "second", "third"):
        convolution, norm = getattr(network, name), getattr(network, name + "_norm")
        scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        result.append((f"{name}.weight", convolution.weight * scale[:, None, None, None]))
        result.append((f"{name}.bias", (convolution.bias - norm.running_mean) * scale + norm.bias))
    for index, block in enumerate(network.blocks):
        for part in ("dilated", "mix"):
            layer = getattr(block, part)
            result += [(f"{part}{index}.weight", layer.weight), (f"{part}{index}.bias", layer.bias)]
    for name in ("head", "tempo"):
        layer = getattr(network, name)
        result += [(f"{name}.weight", layer.weight), (f"{name}.bias", layer.bias)]
    return [(name, value.detach().clone()) for name, value in result]
