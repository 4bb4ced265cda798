"""What people have masks in, as arrays that the library can read where they lie."""

from typing import Any, List, Optional, Tuple

import numpy as np

from ._errors import BadInput
from ._library import Map

_ELEMENTS = {"u1": 1, "i1": 2, "u2": 3, "i2": 4, "u4": 5, "i4": 6, "u8": 7, "i8": 8, "b1": 9}


def _is_tensor(masks: Any) -> bool:
    return hasattr(masks, "detach") and hasattr(masks, "cpu")


def _is_mask(item: Any) -> bool:
    # Something that is a label map by itself, as a list's rows of numbers are not.
    return getattr(item, "ndim", 0) >= 2 or hasattr(item, "getbands")


def to_array(masks: Any, side: str) -> np.ndarray:
    """Masks as a numpy array, without a copy where they are one already.

    Takes numpy arrays, torch tensors (those on another device are fetched), PIL images (palette images: their indices) and
    nested lists.
    """
    if isinstance(masks, (str, bytes)) or hasattr(masks, "__fspath__"):
        raise BadInput(f"The {side} is a path, {masks!r}; expected pixels. Files are read by score(predictions, ground_truth).")
    if isinstance(masks, np.ndarray):
        array = masks
    elif _is_tensor(masks):
        if masks.is_floating_point():
            raise _no_labels(side, masks.dtype)
        array = masks.detach().cpu().numpy()
    elif hasattr(masks, "getbands") and len(masks.getbands()) != 1:
        raise BadInput(f"The {side} is a picture of mode {masks.mode}; expected one value a pixel (modes L, P, I, 1). Colours are read from files: score(..., encoding=\"palette\").")
    else:
        try:
            array = np.asarray(masks)
        except ValueError as problem:
            raise BadInput(f"The {side} is a list whose rows differ in length ({problem}); expected one label map, or a list of arrays, one for each image.") from problem
    if array.dtype.kind not in "uib":
        raise _no_labels(side, array.dtype)
    return array if array.dtype.isnative else array.astype(array.dtype.newbyteorder("="))


def _no_labels(side: str, kind: Any) -> BadInput:
    hint = "Take the arg-max over classes first, or cast values that are whole numbers." if "float" in str(kind) else "Is it a label map?"
    return BadInput(f"The {side} has elements of type {kind}; expected whole numbers or booleans. {hint}")


def pairs_of(ground_truth: Any, prediction: Any) -> List[Tuple[np.ndarray, np.ndarray]]:
    """The pairs of one image, (H, W), or of a batch: (N, H, W), (N, 1, H, W), or a list of images, whose sizes may differ."""
    sides = [_images(ground_truth, "ground truth"), _images(prediction, "prediction")]
    (first, first_is_batch), (second, second_is_batch) = sides
    if len(first) != len(second) or (first_is_batch != second_is_batch and len(first) != 1):
        raise BadInput(f"The ground truth is {_shape(first, first_is_batch)}, the prediction {_shape(second, second_is_batch)}; expected as many images on both sides.")
    return list(zip(first, second))


def _images(masks: Any, side: str) -> Tuple[List[np.ndarray], bool]:
    if isinstance(masks, (list, tuple)) and masks and all(_is_mask(mask) for mask in masks):
        images = []
        for number, mask in enumerate(masks):
            array = to_array(mask, side)
            while array.ndim > 2 and array.shape[0] == 1:
                array = array[0]
            if array.ndim != 2:
                raise BadInput(f"The {side} has shape {array.shape} at place {number} of the batch; expected (height, width).")
            images.append(array)
        return images, True
    array = to_array(masks, side)
    if array.ndim == 4 and array.shape[1] == 1:
        array = array[:, 0]
    if array.ndim == 3 and array.shape[2] in (1, 3, 4) and min(array.shape[:2]) >= 8:
        what = "one axis too many: mask[..., 0] is a label map" if array.shape[2] == 1 else "a picture's colours: score(..., encoding=\"palette\") reads them from files"
        raise BadInput(f"The {side} has shape {array.shape}, which looks like (height, width, channels), {what}. Expected (height, width), or (images, height, width) for a batch.")
    if array.ndim not in (2, 3):
        raise BadInput(f"The {side} has shape {array.shape}; expected (height, width) for one image or (images, height, width) for a batch of label maps.")
    return ([array], False) if array.ndim == 2 else (list(array), True)


def _shape(images: List[np.ndarray], is_batch: bool) -> str:
    if not is_batch:
        return f"one image of shape {images[0].shape}"
    return f"a batch of {len(images)} images" + (f" of shape {images[0].shape}" if images else "")


def to_names(name: Any, count: int) -> List[Optional[str]]:
    """A name for each of so many images; ``None`` for those that are numbered."""
    if name is None:
        return [None] * count
    if hasattr(name, "tolist"):
        name = name.tolist()
    names = [name] if isinstance(name, (str, int)) or hasattr(name, "__fspath__") else list(name)
    if len(names) != count:
        raise BadInput(f"{len(names)} names for {count} images; expected one each.")
    return [None if item is None else str(item.item() if hasattr(item, "item") else item) for item in names]


def to_map(array: np.ndarray) -> Tuple[Map, np.ndarray]:
    """The library's view of a label map, and the array that must live as long."""
    height, width = array.shape
    size = array.itemsize
    row, column = array.strides
    if array.size and (column != size or row % size or row < width * size or not array.flags.aligned):
        array = np.ascontiguousarray(array)
        row = width * size
    return Map(array.ctypes.data, width, height, 0 if row == width * size else row, _ELEMENTS[array.dtype.str[1:]], 0), array
