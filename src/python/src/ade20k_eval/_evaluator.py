"""Masks in memory: pairs that are added one by one, by any number of threads."""

import ctypes
import json
import os
import threading
from typing import Any, Dict, List, Mapping, Optional, Sequence, Union

from ._arrays import pairs_of, to_map, to_names
from ._distributed import all_of, rank_prefix
from ._errors import BadInput
from ._library import Map, call, call_for_text, library, options, require_openssl
from ._runs import PathLike, Run, Scores, warn

Dataset = Union[PathLike, Mapping[str, Any]]
Remap = Union[PathLike, Mapping[int, int]]


def dataset_option(dataset: Dataset) -> Any:
    """A dataset as the library takes it."""
    return dict(dataset) if isinstance(dataset, Mapping) else os.fspath(dataset)


def remap_option(remap: Optional[Remap]) -> Any:
    """A renumbering as the library takes it."""
    return {str(int(old)): int(new) for old, new in remap.items()} if isinstance(remap, Mapping) else None if remap is None else os.fspath(remap)


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
    :param ignore: ground-truth values that are left out as void, class or not; negative ones too, such as the -100 or -1 of a loss.
    :param boundary: score boundaries, too (Boundary IoU): ``True``, or how wide the band is as a share of the image's diagonal; several passes over every pixel.
    :param errors: divide wrong pixels into ragged edges, wrong extents and wrong names: ``True``, or how near to the boundary an edge is (a share
        of the image's diagonal below 1, or pixels).
    :param rings: score so many rings, from the image's border to its centre, too.
    :param sizes: score regions by their size, too.
    :param resize: a prediction of another size than its ground truth: ``"none"`` refuses it, ``"nearest"`` brings it to that size, pixel centre by
        pixel centre.
    :param digests: let the run document say which masks it is of (SHA-256 of what ``numpy.save`` makes of each as uint8, or uint16 where a value
        needs it): it is then, to the last byte, that of the same masks saved so and scored as files. Takes some fifteen times as long as counting uint8.
    :param prefix: stands before the numbers that images without a name get. ``None``: the rank in torch's process group, so that merging
        finds no name twice; nothing where there is no group.

    Threads may add to one evaluator at once; the interpreter's lock is free while they count. It can be pickled (counts and options),
    and survives ``fork``.
    """

    def __init__(
        self, dataset: Dataset = "ade20k-150", protocol: Optional[str] = None, *, prediction_labels: str = "ids", strict: bool = False,
        lenient: bool = False, remap: Optional[Remap] = None, remap_ground_truth: Optional[Remap] = None, ignore: Sequence[int] = (),
        boundary: Union[bool, float] = False, errors: Union[bool, float] = False, rings: Optional[int] = None, sizes: bool = False, resize: str = "none",
        digests: bool = False, prefix: Optional[str] = None,
    ) -> None:
        self._handle: Optional[ctypes.c_void_p] = None
        self._options: Dict[str, Any] = {
            "dataset": dataset_option(dataset), "protocol": protocol, "prediction_labels": prediction_labels,
            "strict": bool(strict), "lenient": bool(lenient), "remap": remap_option(remap), "remap_ground_truth": remap_option(remap_ground_truth),
            "ignore": [int(value) for value in ignore], "boundary": boundary, "errors": errors, "rings": rings, "sizes": bool(sizes), "resize": resize,
            "digests": bool(digests),
        }
        self._prefix = prefix
        self._number = 0
        self._lock = threading.Lock()
        self._open()

    def add(self, ground_truth: Any, prediction: Any, name: Any = None) -> None:
        """Adds an image, or a batch of images: all of them, or none if one is refused.

        :param ground_truth: label map of shape (height, width), or a batch of shape (images, height, width): numpy array or torch tensor
            of any whole-number type or booleans, or a PIL image; or a list of such, whose sizes may differ. Raw values 0 to 65535. Read
            where it lies when it is uint8 without gaps.
        :param prediction: the same shape.
        :param name: what the image is called, each once; a list of as many names for a batch. Images without a name are numbered.
        :raises BadInput: shapes differ, a name was added already, or a value may not be.
        """
        pairs = pairs_of(ground_truth, prediction)
        names = [self._name(label) for label in to_names(name, len(pairs))]
        maps = [(to_map(truth), to_map(predicted)) for truth, predicted in pairs]
        if len(maps) == 1:
            (first, _), (second, _) = maps[0]
            call("ade20k_evaluator_add", self._handle, names[0], ctypes.byref(first), ctypes.byref(second))
        elif maps:
            count = len(maps)
            call(
                "ade20k_evaluator_add_batch", self._handle, count, (ctypes.c_char_p * count)(*names),
                (Map * count)(*(truth for (truth, _), _ in maps)), (Map * count)(*(predicted for _, (predicted, _) in maps)))

    def update(self, preds: Any, target: Any, name: Any = None) -> None:
        """``add`` with the arguments in the order of torchmetrics: predictions first. Scores of shape (N, C, H, W) become labels."""
        self.add(target, labels_of(preds), name)

    def compute(self, protocol: Optional[str] = None) -> Scores:
        """The figures so far, under this evaluator's protocol or another one, or ``"all"``."""
        return warn(Scores(json.loads(call_for_text("ade20k_evaluator_scores", self._handle, protocol.encode() if protocol else None))))

    def run(self, protocol: Optional[str] = None, *, intervals: str = "jackknife", predictions: str = "predictions", ground_truth: str = "ground truth") -> Run:
        """The whole run, to be saved, reported and compared.

        :param protocol: another one than this evaluator's, or ``"all"``.
        :param intervals: ``"jackknife"``, ``"bootstrap:N"``, ``"bca:N"`` or ``"none"``.
        :param predictions: what to call the predictions.
        :param ground_truth: what to call the ground truth.
        """
        return warn(self._run(protocol=protocol, intervals=intervals, predictions=predictions, ground_truth=ground_truth))

    def save(self, path: PathLike = "run.json", **how: Any) -> Run:
        """Writes the run document; arguments as those of ``run``."""
        run = warn(self._run(**how))
        run.save(path)
        return run

    def merge(self, *others: "Evaluator", allow_equal: bool = False) -> "Evaluator":
        """Adds the pairs of others, such as ``all_gather_object`` brings.

        :param allow_equal: an image that is there already, with equal counts, is counted once instead of being refused: samplers that
            pad the last batch give an image to two processes.
        :raises BadInput: a name is there already; then that evaluator adds nothing.
        """
        for other in others:
            try:
                call("ade20k_evaluator_merge", self._handle, other._handle, int(allow_equal))
            except BadInput as problem:
                raise BadInput(f"{problem} Where processes number their images, give each its own prefix=...; where a sampler gave one to two, allow_equal=True counts it once.") from problem
        return self

    def gather(self, allow_equal: bool = True) -> "Evaluator":
        """The pairs of all processes of torch's process group, by ``all_gather_object``; itself where there is no group.

        :param allow_equal: as for ``merge``.
        """
        first, *others = all_of(self)
        return first.merge(*others, allow_equal=allow_equal)

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

    def _run(self, **asked: Any) -> Run:
        return Run(call_for_text("ade20k_evaluator_run", self._handle, options(asked)))

    def _open(self) -> None:
        if self._options["digests"]:
            require_openssl()
        handle = ctypes.c_void_p()
        call("ade20k_evaluator_create", options(self._options), ctypes.byref(handle))
        self._handle = handle

    def _name(self, name: Optional[str]) -> Optional[bytes]:
        if name is not None:
            if not name.isprintable():
                raise BadInput(f"An image is called {name!r}; expected a name of printable characters, on one line.")
            return name.encode()
        prefix = rank_prefix() if self._prefix is None else self._prefix
        if not prefix:
            return None
        with self._lock:
            self._number += 1
            return f"{prefix}{self._number:08d}".encode()


def labels_of(scores: Any) -> Any:
    """Label maps as they are; of class scores (N, C, H, W) the best class of each pixel."""
    if getattr(scores, "ndim", 0) == 4 and scores.shape[1] > 1:
        return scores.argmax(1)
    return scores
