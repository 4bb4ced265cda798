"""Files, comparisons, and what there is."""

import contextlib
import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Dict, Iterator, List, Mapping, Optional, Sequence, Union

from ._command import find_tool
from ._errors import BY_STATUS, BadInput, BadUsage, EnvironmentFailure
from ._evaluator import Dataset, Evaluator, Remap, dataset_option, remap_option
from ._library import call_for_text, options, require_openssl
from ._runs import Comparison, PathLike, Run, warn


def _bytes(path: PathLike) -> bytes:
    encoded = os.fsencode(path)
    if b"\0" in encoded:
        raise BadInput(f"{path!r}: holds a zero byte, which no path does.")
    return encoded


def score(
    predictions: Any, ground_truth: Any, dataset: Dataset = "ade20k-150", protocol: Optional[str] = None, *, prediction_labels: str = "ids",
    strict: bool = False, lenient: bool = False, remap: Optional[Remap] = None, remap_ground_truth: Optional[Remap] = None, ignore: Sequence[int] = (),
    boundary: Union[bool, float] = False, errors: Union[bool, float] = False, rings: Optional[int] = None, sizes: bool = False, resize: str = "none",
    intervals: str = "jackknife", name: Optional[str] = None, ground_truth_name: Optional[str] = None, digests: bool = True,
    encoding: Optional[str] = None, missing: Optional[str] = None, extra: Optional[str] = None, suffix: Sequence[str] = (),
    follow_links: Optional[bool] = None, trimap: Sequence[int] = (), trimap_kind: Optional[str] = None, workers: Optional[int] = None,
) -> Run:
    """Scores predictions against ground truth. Predictions come first here, and nowhere else.

    :param predictions: a folder, a ``.zip``, ``.tar`` or ``.tar.gz``, one mask file, or a table; or arrays: a mapping from name to label map,
        a sequence of label maps, or an array of shape (images, height, width).
    :param ground_truth: the same kind. Files are matched by name without extension, mappings by key.
    :param intervals: ``"jackknife"``, ``"bootstrap:N"``, ``"bca:N"`` or ``"none"``.
    :param name: what to call the predictions; else the folder, or "predictions".
    :param ground_truth_name: what to call the ground truth (arrays only); else "ground truth".
    :param digests: as for ``Evaluator`` (arrays only; files always have them).
    :param encoding: what colours in files are: ``"raw"``, ``"palette"``, ``"ade-full"``, ``"gray"``.
    :param missing: a ground truth without prediction: ``"error"``, ``"skip"``, ``"wrong"`` (files only).
    :param extra: a prediction without ground truth: ``"error"``, ``"skip"`` (files only).
    :param suffix: endings of file names that are no part of an image's name, such as ``["_pred"]`` (files only).
    :param follow_links: links out of a folder are followed (files only).
    :param trimap: widths in pixels, ascending, of bands near boundaries that are scored, too (files only).
    :param trimap_kind: ``"boundary"`` or ``"void"``: what the bands are around.
    :param workers: masks read at once; processors if ``None`` (files only).

    The others are those of ``Evaluator``. Of files the document is that of ``ade20k-eval score``, byte for byte but for its line ``"tool"``;
    of arrays it is that of the files which ``numpy.save`` makes of them, as ``Evaluator`` tells under ``digests``.
    """
    counting: Dict[str, Any] = {
        "prediction_labels": prediction_labels, "strict": strict, "lenient": lenient, "ignore": [int(value) for value in ignore], "boundary": boundary,
        "errors": errors, "rings": rings, "sizes": sizes, "resize": resize}
    of_files = {
        "encoding": encoding, "missing": missing, "extra": extra, "suffix": [suffix] if isinstance(suffix, str) else list(suffix) or None,
        "follow_links": follow_links, "trimap": list(trimap) or None, "trimap_kind": trimap_kind, "workers": workers}
    if _is_path(predictions) and _is_path(ground_truth):
        if ground_truth_name is not None:
            raise BadUsage("ground_truth_name: has a meaning for arrays only; files are called by their folder.")
        require_openssl()
        asked = {
            **counting, **of_files, "dataset": dataset_option(dataset), "protocol": protocol,
            "remap": remap_option(remap), "remap_ground_truth": remap_option(remap_ground_truth), "intervals": intervals, "name": name,
        }
        return warn(Run(call_for_text("ade20k_score", _bytes(predictions), _bytes(ground_truth), options(asked))))
    given = [key for key, value in of_files.items() if value is not None]
    if given:
        raise BadUsage(f"{', '.join(given)}: has a meaning for files only; predictions and ground truth are arrays.")
    evaluator = Evaluator(dataset, protocol, remap=remap, remap_ground_truth=remap_ground_truth, digests=digests, prefix="", **counting)
    _add_all(evaluator, predictions, ground_truth)
    return warn(evaluator._run(intervals=intervals, predictions=name or "predictions", ground_truth=ground_truth_name or "ground truth"))


def _is_path(given: Any) -> bool:
    return isinstance(given, (str, os.PathLike))


def _add_all(evaluator: Evaluator, predictions: Any, ground_truth: Any) -> None:
    if isinstance(predictions, Mapping) and isinstance(ground_truth, Mapping):
        lacking, left = sorted(set(ground_truth) - set(predictions)), sorted(set(predictions) - set(ground_truth))
        if lacking or left:
            raise BadInput(f"{len(lacking)} ground truths have no prediction ({', '.join(map(str, lacking[:3]))}), {len(left)} predictions no ground truth ({', '.join(map(str, left[:3]))}); expected the same names on both sides.")
        for key in ground_truth:
            evaluator.add(ground_truth[key], predictions[key], str(key))
    elif isinstance(predictions, Mapping) or isinstance(ground_truth, Mapping) or _is_path(predictions) or _is_path(ground_truth):
        raise BadInput(f"Predictions are a {type(predictions).__name__}, the ground truth a {type(ground_truth).__name__}; expected two paths, two mappings or two sequences of label maps.")
    elif isinstance(predictions, Sequence) and isinstance(ground_truth, Sequence):
        if len(predictions) != len(ground_truth):
            raise BadInput(f"{len(predictions)} predictions for {len(ground_truth)} ground truths; expected as many.")
        for truth, predicted in zip(ground_truth, predictions):
            evaluator.add(truth, predicted)
    else:
        evaluator.add(ground_truth, predictions)


def _document(run: Union[Run, Evaluator, PathLike]) -> bytes:
    if isinstance(run, Evaluator):
        return run._run(intervals="none").to_json()
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


@contextlib.contextmanager
def _as_path(given: Union[PathLike, Mapping[str, Any], Sequence[Any]]) -> Iterator[bytes]:
    """The path of a file in JSON; one is written for the time being where objects are given."""
    if _is_path(given):
        yield _bytes(given)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "given.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(given, file, default=_plain)
        yield _bytes(path)


def _plain(item: Any) -> Any:
    # Run lengths of pycocotools are bytes; numbers of numpy and torch are not Python's.
    if isinstance(item, bytes):
        return item.decode("ascii")
    if hasattr(item, "tolist"):
        return item.tolist()
    raise BadInput(f"An annotation holds a {type(item).__name__}; expected what JSON has, bytes, or numbers of numpy or torch.")


def instances(
    results: Union[PathLike, Sequence[Mapping[str, Any]]], ground_truth: Union[PathLike, Mapping[str, Any]], *, iou: str = "mask",
    protocol: str = "coco", workers: Optional[int] = None,
) -> Dict[str, Any]:
    """Average precision of instances in COCO's format: the document of ``ade20k-eval instances --json``.

    :param results: the path of a file, or what such a file holds: a list of detections, whose run lengths may be those of pycocotools.
    :param ground_truth: the path of a file, or what such a file holds.
    :param iou: ``"mask"``, ``"box"`` or ``"boundary"``.
    :param protocol: ``"coco"``, or whose arithmetic else.
    :returns: ``["summary"]["ap"]`` and so on, fractions in [0, 1]; ``None`` where undefined.
    """
    asked = options({"iou": iou, "protocol": protocol, "workers": workers})
    with _as_path(results) as found, _as_path(ground_truth) as truth:
        return json.loads(call_for_text("ade20k_instances", found, truth, asked))


def panoptic(
    predictions: PathLike, ground_truth: PathLike, *, iou: str = "mask", protocol: str = "panopticapi", areas: Optional[str] = None,
    dataset: Optional[PathLike] = None, prediction_labels: Optional[str] = None, prediction_pngs: Optional[PathLike] = None,
    ground_truth_pngs: Optional[PathLike] = None, mend: Sequence[str] = (), workers: Optional[int] = None,
) -> Dict[str, Any]:
    """Panoptic quality of two sets in COCO's panoptic format, or of label maps against one: the document of ``ade20k-eval panoptic --json``.

    :param predictions: a JSON file beside its folder or archive of PNGs, a folder or archive with both, or a folder of label maps.
    :param ground_truth: the same, with segments.
    :param iou: ``mask``, or ``boundary`` for the smaller of that and the IoU of the bands along outlines.
    :param protocol: ``panopticapi`` or ``torchmetrics``.
    :param areas: where areas of the ground truth come from, ``json`` or ``png``; None for the protocol's own way.
    :param dataset: the categories, by name or as a JSON file; None for those that the ground truth lists.
    :param prediction_labels: what label maps hold, ``ids`` or ``indices``.
    :param prediction_pngs: where the PNGs are, if not beside the JSON file.
    :param ground_truth_pngs: likewise.
    :param mend: quirks of the original to leave out.
    """
    require_openssl()
    asked = options({
        "iou": iou, "protocol": protocol, "areas": areas, "dataset": None if dataset is None else os.fspath(dataset), "prediction_labels": prediction_labels,
        "prediction_pngs": None if prediction_pngs is None else os.fspath(prediction_pngs),
        "ground_truth_pngs": None if ground_truth_pngs is None else os.fspath(ground_truth_pngs),
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


def report(
    run: Union[Run, Evaluator, PathLike], out: PathLike, write: Sequence[str] = ("html",), *, against: Union[None, Run, Evaluator, PathLike] = None,
    arguments: Sequence[str] = (),
) -> List[str]:
    """Writes tables, charts or the page of a run by the command ``ade20k-eval report``, which must be installed: with the wheel that holds it, as a
    .NET tool, or wherever the environment variable ``ADE20K_EVAL_TOOL`` says.

    :param out: the folder.
    :param write: of ``html, svg, png, pdf, csv, md, tex``.
    :param against: a baseline.
    :param arguments: others of the command, as ``ade20k-eval help report`` tells them, such as ``["--theme", "dark"]``.
    :returns: the paths of what is in the folder.
    """
    tool = find_tool()
    with tempfile.TemporaryDirectory() as folder:
        def place(of: Union[Run, Evaluator, PathLike], called: str) -> str:
            if not isinstance(of, (Run, Evaluator)):
                return os.fspath(of)
            path = os.path.join(folder, called)
            (of if isinstance(of, Run) else of._run()).save(path)
            return path

        command = [tool, "report", place(run, "run.json"), "--out", os.fspath(out), "--write", ",".join([write] if isinstance(write, str) else write), *arguments]
        if against is not None:
            command += ["--compare", place(against, "baseline.json")]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", errors="replace")
    if done.returncode != 0:
        raise BY_STATUS.get(done.returncode, EnvironmentFailure)(done.stderr.strip())
    return sorted(str(path) for path in Path(out).rglob("*") if path.is_file())
