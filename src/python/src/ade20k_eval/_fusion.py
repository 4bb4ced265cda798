"""Score maps of several scales and flips to label maps."""

import ctypes
from typing import Any, NamedTuple, Sequence, Tuple, Union

import numpy as np

from ._errors import BadInput
from ._evaluator import dataset_option
from ._library import ScoreMap, call, options

_ELEMENTS = {"f2": 10, "f4": 11, "f8": 12}


class View(NamedTuple):
    """A score map of an image: class x row x column, its flip and its weight."""

    scores: Any
    flipped: bool = False
    weight: float = 1.0


def fuse(views: Sequence[Union[View, Any]], size: Tuple[int, int], *, rule: str = "mmseg", dataset: Any = None) -> np.ndarray:
    """The label map that several views of one image give together.

    :param views: ``View`` or plain arrays, float16, float32 or float64, of shape (classes, height, width) as coarse as the network gives them.
    :param size: (height, width) of the label map.
    :param rule: ``"mmseg"``, ``"csail"``, ``"semseg"``, ``"pspnet"`` or ``"maskformer"``.
    :param dataset: labels are the ids of its classes; ``None``: class indices from 0.
    :returns: shape ``size``; uint8 where all labels fit, else uint16.
    :raises BadInput: views do not fit each other or the size, or hold NaN.
    """
    maps, kept = (ScoreMap * max(len(views), 1))(), []
    for number, view in enumerate(views):
        view = view if isinstance(view, View) else View(view)
        scores = _to_array(view.scores)
        if scores.ndim == 4 and scores.shape[0] == 1:
            scores = scores[0]
        if scores.ndim != 3 or scores.dtype.str[1:] not in _ELEMENTS:
            raise BadInput(f"view {number + 1} has shape {scores.shape} and type {scores.dtype}; expected (classes, height, width) of float16, float32 or float64.")
        scores = np.require(scores, scores.dtype.newbyteorder("="), ["C", "A"])
        kept.append(scores)
        maps[number] = ScoreMap(scores.ctypes.data, *scores.shape, _ELEMENTS[scores.dtype.str[1:]], int(view.flipped), 0, view.weight)
    height, width = size
    labels = np.empty((max(height, 0), max(width, 0)), np.uint16)
    call("ade20k_fuse", maps, len(views), width, height, options({"rule": rule, "dataset": None if dataset is None else dataset_option(dataset)}), ctypes.c_void_p(labels.ctypes.data))
    return labels.astype(np.uint8) if labels.max() < 256 else labels


def _to_array(scores: Any) -> np.ndarray:
    if not hasattr(scores, "detach"):
        return np.asarray(scores)
    scores = scores.detach().cpu()
    return (scores.float() if str(scores.dtype) == "torch.bfloat16" else scores).numpy()     # numpy has no bfloat16, and float32 holds all of them
