"""Masks in memory: pairs that are added one by one, by any number of threads."""

import ctypes
import json
import os
import threading
from typing import Any, Dict, Mapping, Optional, Sequence, Union

from ._arrays import images_of, to_array, to_map
from ._errors import BadInput
from ._library import call, call_for_text, library, options
from ._runs import PathLike, Run, Scores

Dataset = Union[PathLike, Mapping[str, Any]]
Remap = Union[str, Mapping[int, int]]


def dataset_option(dataset: Dataset) -> Any:
    """A dataset as the library takes it."""
    return dict(dataset) if isinstance(dataset, Mapping) else os.fspath(dataset)


def remap_option(remap: Optional[Remap]) -> Any:
    """A renumbering as the library takes it."""
    return {str(old): int(new) for old, new in remap.items()} if isinstance(remap, Mapping) else remap


class Evaluator:
    """Counts pairs of label maps and scores them as public scorers do.

    :param dataset: what values mean: a name (``catalog()`` lists them), the path of a ``.json`` file, or what
        ``custom_dataset()`` gives. Names that end in ``-trainids`` count classes from 0, with 255 for ignored pixels, on both sides.
    :param protocol: whose arithmetic: a scorer's name, ``"all"``, or ``None`` for the dataset's own.
    :param prediction_labels: ``"ids"`` where predictions hold what the ground truth holds, ``"indices"`` where they count classes from 0.
    :param strict: predicted values that the dataset does not know are an error instead of a warning.
    :param lenient: ground-truth values that it does not know are left to the protocol instead of being an error.
    :param remap: new numbers for predicted values, all at once: ``{old: new}`` or the path of a table.
    :param remap_ground_truth: the same for ground-truth values.
    :param prefix: stands before the numbers that images without a name get. In a distributed loop give each process its own, such as
        ``f"rank{rank}-"``, so that merging finds no name twice.

    Threads may add to one evaluator at once; the interpreter's lock is free while they count. It can be pickled (counts and options),
    and survives ``fork``.
    """

    def __init__(
        self, dataset: Dataset = "ade20k-150", protocol: Optional[str] = None, *, prediction_labels: str = "ids", strict: bool = False,
        lenient: bool = False, remap: Optional[Remap] = None, remap_ground_truth: Optional[Remap] = None, prefix: str = "",
    ) -> None:
        self._handle: Optional[ctypes.c_void_p] = None
        self._options: Dict[str, Any] = {
            "dataset": dataset_option(dataset), "protocol": protocol, "prediction_labels": prediction_labels,
            "strict": bool(strict), "lenient": bool(lenient), "remap": remap_option(remap), "remap_ground_truth": remap_option(remap_ground_truth),
        }
        self._prefix = prefix
        self._number = 0
        self._lock = threading.Lock()
        self._open()

    def add(self, ground_truth: Any, prediction: Any, name: Union[None, str, Sequence[str]] = None) -> None:
        """Adds an image, or a batch of images.

        :param ground_truth: label map of shape (height, width), or a batch of shape (images, height, width): numpy array or torch tensor
            of any whole-number type or booleans, or a PIL image. Raw values 0 to 65535. Read where it lies when it is uint8 without gaps.
        :param prediction: the same shape.
        :param name: what the image is called, each once; a list of as many names for a batch. Images without a name are numbered.
        :raises BadInput: shapes differ, a name was added already, or a value may not be. Images of a batch before the faulty one stay added.
        """
        pairs = images_of(to_array(ground_truth, "ground truth"), to_array(prediction, "prediction"))
        names: Sequence[Optional[str]] = [name] if name is None or isinstance(name, str) else list(name)
        if name is None:
            names = [None] * len(pairs)
        elif len(names) != len(pairs):
            raise BadInput(f"{len(names)} names for {len(pairs)} images; expected one each.")
        for (truth, predicted), label in zip(pairs, names):
            first, keep_first = to_map(truth)
            second, keep_second = to_map(predicted)
            call("ade20k_evaluator_add", self._handle, self._name(label), ctypes.byref(first), ctypes.byref(second))
            del keep_first, keep_second

    def update(self, preds: Any, target: Any, name: Union[None, str, Sequence[str]] = None) -> None:
        """``add`` with the arguments in the order of torchmetrics: predictions first. Scores of shape (N, C, H, W) become labels."""
        self.add(target, _labels(preds), name)

    def compute(self, protocol: Optional[str] = None) -> Scores:
        """The figures so far, under this evaluator's protocol or another one, or ``"all"``."""
        return Scores(json.loads(call_for_text("ade20k_evaluator_scores", self._handle, protocol.encode() if protocol else None)))

    def run(self, protocol: Optional[str] = None, *, intervals: str = "jackknife", predictions: str = "predictions", ground_truth: str = "ground truth") -> Run:
        """The whole run, to be saved, reported and compared.

        :param protocol: another one than this evaluator's, or ``"all"``.
        :param intervals: ``"jackknife"``, ``"bootstrap:N"``, ``"bca:N"`` or ``"none"``.
        :param predictions: what to call the predictions.
        :param ground_truth: what to call the ground truth.
        """
        asked = options({"protocol": protocol, "intervals": intervals, "predictions": predictions, "ground_truth": ground_truth})
        return Run(call_for_text("ade20k_evaluator_run", self._handle, asked))

    def save(self, path: PathLike = "run.json", **how: Any) -> Run:
        """Writes the run document; arguments as those of ``run``."""
        run = self.run(**how)
        run.save(path)
        return run

    def merge(self, *others: "Evaluator", allow_equal: bool = False) -> "Evaluator":
        """Adds the pairs of others, such as ``all_gather_object`` brings.

        :param allow_equal: an image that is there already, with equal counts, is counted once instead of being refused: samplers that
            pad the last batch give an image to two processes.
        :raises BadInput: a name is there already; then that evaluator adds nothing.
        """
        for other in others:
            call("ade20k_evaluator_merge", self._handle, other._handle, int(allow_equal))
        return self

    def reset(self) -> None:
        """Forgets every pair."""
        with self._lock:
            self._number = 0
        call("ade20k_evaluator_reset", self._handle)

    def __len__(self) -> int:
        count = ctypes.c_int64()
        call("ade20k_evaluator_count", self._handle, ctypes.byref(count))
        return count.value

    def __bool__(self) -> bool:
        return True

    def __getstate__(self) -> Dict[str, Any]:
        return {"options": self._options, "prefix": self._prefix, "number": self._number, "pairs": call_for_text("ade20k_evaluator_save", self._handle)}

    def __setstate__(self, state: Dict[str, Any]) -> None:
        self._handle = None
        self._options, self._prefix, self._number = state["options"], state["prefix"], state["number"]
        self._lock = threading.Lock()
        self._open()
        call("ade20k_evaluator_load", self._handle, state["pairs"], len(state["pairs"]))

    def __copy__(self) -> "Evaluator":
        return self.__deepcopy__({})

    def __deepcopy__(self, memo: Dict[int, Any]) -> "Evaluator":
        copied = Evaluator.__new__(Evaluator)
        copied.__setstate__(self.__getstate__())
        return copied

    def __del__(self) -> None:
        handle, self._handle = getattr(self, "_handle", None), None
        if handle is not None:
            library().ade20k_evaluator_free(handle)

    def __repr__(self) -> str:
        dataset = self._options["dataset"]
        return f"<Evaluator {dataset if isinstance(dataset, str) else dataset.get('name')}: {len(self)} images>"

    def _open(self) -> None:
        handle = ctypes.c_void_p()
        call("ade20k_evaluator_create", options(self._options), ctypes.byref(handle))
        self._handle = handle

    def _name(self, name: Optional[str]) -> Optional[bytes]:
        if name is not None:
            text = str(name)
            if not text.isprintable():
                raise BadInput(f"An image is called {text!r}; expected a name of printable characters, on one line.")
            return text.encode()
        if not self._prefix:
            return None
        with self._lock:
            self._number += 1
            return f"{self._prefix}{self._number:08d}".encode()


def _labels(scores: Any) -> Any:
    """Label maps as they are; of class scores (N, C, H, W) the best class of each pixel."""
    if getattr(scores, "ndim", 0) == 4 and scores.shape[1] > 1:
        return scores.argmax(1)
    return scores
