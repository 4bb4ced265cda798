"""What people have masks in, as arrays that the library can read where they lie."""

from typing import Any, List, Tuple

import numpy as np

from ._errors import BadInput
from ._library import Map

_ELEMENTS = {"u1": 1, "i1": 2, "u2": 3, "i2": 4, "u4": 5, "i4": 6, "u8": 7, "i8": 8, "b1": 9}


def to_array(masks: Any, side: str) -> np.ndarray:
    """Masks as a numpy array, without a copy where they are one already.

    Takes numpy arrays, torch tensors (those on another device are fetched), PIL images (palette images: their indices) and
    nested lists.
    """
    if isinstance(masks, np.ndarray):
        array = masks
    elif hasattr(masks, "detach") and hasattr(masks, "cpu"):
        array = masks.detach().cpu().numpy()
    elif hasattr(masks, "getbands") and len(masks.getbands()) != 1:
        raise BadInput(f"The {side} is a picture of mode {masks.mode}; expected one value a pixel (modes L, P, I, 1). Colours are read from files: score(..., encoding=\"palette\").")
    else:
        array = np.asarray(masks)
    if array.dtype.kind not in "uib":
        hint = "Take the arg-max over classes first." if array.dtype.kind == "f" else "Give all images of a batch one size, or add them one by one."
        raise BadInput(f"The {side} has elements of type {array.dtype}; expected whole numbers or booleans. {hint}")
    return array if array.dtype.isnative else array.astype(array.dtype.newbyteorder("="))


def images_of(ground_truth: np.ndarray, prediction: np.ndarray) -> List[Tuple[np.ndarray, np.ndarray]]:
    """The pairs of one image, (H, W), or of a batch, (N, H, W) or (N, 1, H, W)."""
    sides = []
    for array, side in ((ground_truth, "ground truth"), (prediction, "prediction")):
        if array.ndim == 4 and array.shape[1] == 1:
            array = array[:, 0]
        if array.ndim not in (2, 3):
            raise BadInput(f"The {side} has shape {array.shape}; expected (height, width) for one image or (images, height, width) for a batch of label maps.")
        sides.append(array)
    first, second = sides
    if first.ndim != second.ndim or (first.ndim == 3 and len(first) != len(second)):
        raise BadInput(f"The ground truth has shape {first.shape}, the prediction {second.shape}; expected as many images on both sides.")
    return [(first, second)] if first.ndim == 2 else list(zip(first, second))


def to_map(array: np.ndarray) -> Tuple[Map, np.ndarray]:
    """The library's view of a label map, and the array that must live as long."""
    height, width = array.shape
    size = array.itemsize
    row, column = array.strides
    if array.size and (column != size or row % size or row < width * size or not array.flags.aligned):
        array = np.ascontiguousarray(array)
        row = width * size
    return Map(array.ctypes.data, width, height, 0 if row == width * size else row, _ELEMENTS[array.dtype.str[1:]], 0), array
