"""Files, comparisons, and what there is."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Sequence, Union

from ._errors import BadInput, EnvironmentFailure
from ._evaluator import Dataset, Evaluator, Remap, dataset_option, remap_option
from ._library import call_for_text, options
from ._runs import Comparison, PathLike, Run


def _bytes(path: PathLike) -> bytes:
    encoded = os.fsencode(path)
    if b"\0" in encoded:
        raise BadInput(f"{path!r}: holds a zero byte, which no path does.")
    return encoded


def score(
    predictions: Any, ground_truth: Any, dataset: Dataset = "ade20k-150", protocol: Optional[str] = None, *, prediction_labels: str = "ids",
    strict: bool = False, lenient: bool = False, remap: Optional[Remap] = None, remap_ground_truth: Optional[Remap] = None,
    intervals: str = "jackknife", encoding: Optional[str] = None, missing: Optional[str] = None, extra: Optional[str] = None,
    resize: Optional[str] = None, boundary: Optional[bool] = None, workers: Optional[int] = None, name: Optional[str] = None,
) -> Run:
    """Scores predictions against ground truth. Predictions come first here, and nowhere else.

    :param predictions: a folder, a ``.zip``, ``.tar`` or ``.tar.gz``, one mask file, or a table; or arrays: a mapping from name to label map,
        a sequence of label maps, or an array of shape (images, height, width).
    :param ground_truth: the same kind. Files are matched by name without extension, mappings by key.
    :param encoding: what colours in files are: ``"raw"``, ``"palette"``, ``"ade-full"``, ``"gray"``.
    :param missing: a ground truth without prediction: ``"error"``, ``"skip"``, ``"wrong"`` (files only).
    :param extra: a prediction without ground truth: ``"error"``, ``"skip"`` (files only).
    :param resize: a prediction of another size: ``"none"``, ``"nearest"`` (files only).
    :param boundary: score boundaries too (files only).
    :param workers: masks read at once; processors if ``None`` (files only).
    :param name: what to call the predictions.

    The others are those of ``Evaluator``. Of files the document is that of ``ade20k-eval score``, byte for byte but for its line ``"tool"``.
    """
    counting: Dict[str, Any] = {"prediction_labels": prediction_labels, "strict": strict, "lenient": lenient}
    of_files = {"encoding": encoding, "missing": missing, "extra": extra, "resize": resize, "boundary": boundary, "workers": workers}
    if isinstance(predictions, (str, os.PathLike)) and isinstance(ground_truth, (str, os.PathLike)):
        asked = {
            **counting, **of_files, "dataset": dataset_option(dataset), "protocol": protocol,
            "remap": remap_option(remap), "remap_ground_truth": remap_option(remap_ground_truth), "intervals": intervals, "name": name,
        }
        return Run(call_for_text("ade20k_score", _bytes(predictions), _bytes(ground_truth), options(asked)))
    given = [key for key, value in of_files.items() if value is not None]
    if given:
        raise BadInput(f"{', '.join(given)}: has a meaning for files only; predictions and ground truth are arrays.")
    evaluator = Evaluator(dataset, protocol, remap=remap, remap_ground_truth=remap_ground_truth, **counting)
    if isinstance(predictions, Mapping) and isinstance(ground_truth, Mapping):
        lacking, left = sorted(set(ground_truth) - set(predictions)), sorted(set(predictions) - set(ground_truth))
        if lacking or left:
            raise BadInput(f"{len(lacking)} ground truths have no prediction ({', '.join(map(str, lacking[:3]))}), {len(left)} predictions no ground truth ({', '.join(map(str, left[:3]))}); expected the same names on both sides.")
        for key in ground_truth:
            evaluator.add(ground_truth[key], predictions[key], str(key))
    elif isinstance(predictions, Mapping) or isinstance(ground_truth, Mapping) or isinstance(predictions, (str, os.PathLike)) or isinstance(ground_truth, (str, os.PathLike)):
        raise BadInput(f"Predictions are a {type(predictions).__name__}, the ground truth a {type(ground_truth).__name__}; expected two paths, two mappings or two sequences of label maps.")
    elif isinstance(predictions, Sequence) and isinstance(ground_truth, Sequence):
        if len(predictions) != len(ground_truth):
            raise BadInput(f"{len(predictions)} predictions for {len(ground_truth)} ground truths; expected as many.")
        for truth, predicted in zip(ground_truth, predictions):
            evaluator.add(truth, predicted)
    else:
        evaluator.add(ground_truth, predictions)
    return evaluator.run(intervals=intervals, predictions=name or "predictions")


def _document(run: Union[Run, Evaluator, PathLike]) -> bytes:
    if isinstance(run, Evaluator):
        return run.run(intervals="none").to_json()
    return (run if isinstance(run, Run) else Run.load(run)).to_json()


def compare(
    baseline: Union[Run, Evaluator, PathLike], run: Union[Run, Evaluator, PathLike], *, protocol: Optional[str] = None, draws: int = 10_000,
    level: float = 0.95, force: bool = False,
) -> Comparison:
    """How much better a run is than a baseline over the same images, with intervals (paired jackknife over images) and p-values.

    :param baseline: a ``Run``, an ``Evaluator`` or the path of a ``run.json``.
    :param run: likewise.
    :param protocol: whose arithmetic; the baseline's if ``None``.
    :param draws: randomisations behind every p-value; 0 for none.
    :param level: of the intervals.
    :param force: other ground truth, and images that only one has, are no hindrance.
    :raises NotComparable: they are of other images, ground truth or classes.
    """
    before, after = _document(baseline), _document(run)
    asked = options({"protocol": protocol, "draws": draws, "level": level, "force": force})
    return Comparison(call_for_text("ade20k_compare", before, len(before), after, len(after), asked))


def instances(results: PathLike, ground_truth: PathLike, *, iou: str = "mask", protocol: str = "coco", workers: Optional[int] = None) -> Dict[str, Any]:
    """Average precision of instances from two files in COCO's format: the document of ``ade20k-eval instances --json``."""
    asked = options({"iou": iou, "protocol": protocol, "workers": workers})
    return json.loads(call_for_text("ade20k_instances", _bytes(results), _bytes(ground_truth), asked))


def panoptic(
    predictions: PathLike, ground_truth: PathLike, *, iou: str = "mask", protocol: str = "panopticapi", areas: Optional[str] = None,
    dataset: Optional[str] = None, prediction_labels: Optional[str] = None, mend: Sequence[str] = (), workers: Optional[int] = None,
) -> Dict[str, Any]:
    """Panoptic quality of two sets in COCO's panoptic format, or of label maps against one: the document of ``ade20k-eval panoptic --json``.

    :param iou: ``mask``, or ``boundary`` for the smaller of that and the IoU of the bands along outlines.
    :param protocol: ``panopticapi`` or ``torchmetrics``.
    :param areas: where areas of the ground truth come from, ``json`` or ``png``; None for the protocol's own way.
    :param dataset: the categories, by name or as a JSON file; None for those that the ground truth lists.
    :param mend: quirks of the original to leave out.
    """
    asked = options({
        "iou": iou, "protocol": protocol, "areas": areas, "dataset": dataset, "prediction_labels": prediction_labels,
        "mend": ",".join(mend) or None, "workers": workers})
    return json.loads(call_for_text("ade20k_panoptic", _bytes(predictions), _bytes(ground_truth), asked))


def catalog() -> Dict[str, Any]:
    """Datasets with the protocols that can score them, and protocols."""
    return json.loads(call_for_text("ade20k_catalog"))


def custom_dataset(classes: Union[int, Sequence[str]], ignore: Sequence[int] = (255,), *, first_id: int = 0, name: str = "custom", protocol: str = "mmseg") -> Dict[str, Any]:
    """A dataset of one's own.

    :param classes: how many classes there are, or their names; ids count up.
    :param ignore: values of the ground truth that are not scored.
    :param first_id: the id of the first class.
    """
    names = [f"class {first_id + i}" for i in range(classes)] if isinstance(classes, int) else list(classes)
    return {"name": name, "protocol": protocol, "firstId": first_id, "classes": names, "ignored": list(ignore)}


def report(run: Union[Run, Evaluator, PathLike], out: PathLike, write: Sequence[str] = ("html",), *, against: Union[None, Run, Evaluator, PathLike] = None) -> List[str]:
    """Writes tables, charts or the page of a run by the command ``ade20k-eval report``, which must be installed.

    :param out: the folder.
    :param write: of ``html, svg, png, pdf, csv, md, tex``.
    :param against: a baseline.
    :returns: the paths of what is in the folder.
    """
    tool = os.environ.get("ADE20K_EVAL_TOOL") or shutil.which("ade20k-eval", path=os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", "")]))
    if tool is None:
        raise EnvironmentFailure("The command ade20k-eval is not installed, which draws reports. The environment variable ADE20K_EVAL_TOOL names another place.")
    with tempfile.TemporaryDirectory() as folder:
        def place(of: Union[Run, Evaluator, PathLike], called: str) -> str:
            if not isinstance(of, (Run, Evaluator)):
                return os.fspath(of)
            path = os.path.join(folder, called)
            (of if isinstance(of, Run) else of.run()).save(path)
            return path

        command = [tool, "report", place(run, "run.json"), "--out", os.fspath(out), "--write", ",".join(write)]
        if against is not None:
            command += ["--compare", place(against, "baseline.json")]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise (BadInput if done.returncode == 3 else EnvironmentFailure)(done.stderr.strip())
    return sorted(str(path) for path in Path(out).rglob("*") if path.is_file())
