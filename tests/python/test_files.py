"""Folders and archives: what the command line gives."""

import json
import os
import subprocess
import zipfile

import ade20k_eval as ade
import numpy as np
import pytest
from conftest import REPOSITORY


def without(text, *keys):
    lines = text.decode().splitlines()
    return "\n".join(line for line in lines if not any(line.startswith(f'  "{key}"') for key in keys))


def of_command(tool, *arguments):
    return subprocess.run([tool, "score", *map(str, arguments), "--json", "--quiet"], stdout=subprocess.PIPE, check=True, timeout=120).stdout


@pytest.fixture(scope="module")
def arrays():
    """The sample masks as arrays, read by Pillow."""
    image = pytest.importorskip("PIL.Image", reason="Pillow is not installed (Debian: python3-pil)")
    root = REPOSITORY / "sample-data"

    def read(folder):
        return {path.stem: np.array(image.open(path)) for path in sorted((root / folder).glob("*.png"))}

    return read("predictions/strong"), read("ground-truth")


@pytest.mark.parametrize("options", [{}, {"protocol": "all"}, {"prediction_labels": "indices", "protocol": "mmseg", "intervals": "none"}, {"boundary": True}, {"boundary": 0.005}])
def test_folders_give_the_command_lines_document(samples, tool, options):
    words = {"protocol": "--protocol", "prediction_labels": "--prediction-labels", "intervals": "--ci"}
    flags = [part for key, value in options.items() for part in (["--boundary"] + ([] if value is True else ["--boundary-ratio", str(value)]) if key == "boundary" else [words[key], value])]
    expected = of_command(tool, samples / "predictions/strong", samples / "ground-truth", *flags)
    run = ade.score(samples / "predictions/strong", samples / "ground-truth", **options)
    assert without(run.to_json(), "tool") == without(expected, "tool")


def test_an_archive_gives_the_command_lines_document(samples, tool, tmp_path):
    with zipfile.ZipFile(tmp_path / "strong.zip", "w") as archive:
        for path in sorted((samples / "predictions/strong").iterdir()):
            archive.write(path, path.name)
    expected = of_command(tool, tmp_path / "strong.zip", samples / "ground-truth")
    run = ade.score(str(tmp_path / "strong.zip"), str(samples / "ground-truth"), workers=3)
    assert without(run.to_json(), "tool") == without(expected, "tool")


def test_arrays_give_the_command_lines_document_but_for_what_only_files_have(samples, tool, arrays):
    # Without files there are no digests, and the ground truth has no folder to be called by.
    expected = of_command(tool, samples / "predictions/strong", samples / "ground-truth", "--protocol", "all")
    run = ade.score(*arrays, protocol="all", name="strong")
    assert without(run.to_json(), "tool", "groundTruth", "predictions") == without(expected, "tool", "groundTruth", "predictions")
    truth = {name: mask.astype(np.int64)[:, ::-1] for name, mask in arrays[1].items()}
    predicted = {name: mask.astype(np.int32)[:, ::-1] for name, mask in arrays[0].items()}
    assert ade.score(predicted, truth, protocol="all").under("mmseg") == run.under("mmseg")


def test_the_readmes_number(samples):
    assert f"{100 * ade.score(samples / 'predictions/strong', samples / 'ground-truth').mean_iou:.2f}" == "62.41"


def test_files_that_are_wrong_are_named_with_keyword_arguments(samples, tmp_path):
    with pytest.raises(ade.BadInput, match="nowhere"):
        ade.score(tmp_path / "nowhere", samples / "ground-truth")
    os.makedirs(tmp_path / "few")
    name = sorted((samples / "predictions/strong").iterdir())[0]
    (tmp_path / "few" / name.name).write_bytes(name.read_bytes())
    with pytest.raises(ade.BadInput) as raised:
        ade.score(tmp_path / "few", samples / "ground-truth")
    assert '(missing="skip")' in str(raised.value) and "--" not in str(raised.value)
    assert ade.score(tmp_path / "few", samples / "ground-truth", missing="skip").document["partial"] is True
    with pytest.raises(ade.BadUsage, match='resize="bilinear": expected "none" or "nearest"'):
        ade.score(samples / "predictions/strong", samples / "ground-truth", resize="bilinear")


def test_warnings_name_keyword_arguments(arrays):
    run = ade.score({name: np.where(mask == 1, 200, mask) for name, mask in arrays[0].items()}, arrays[1])
    assert any("strict=True" in warning for warning in run.warnings)


@pytest.mark.parametrize("predictions, truth, words", [
    ({"a": np.zeros((1, 1), int)}, {"b": np.ones((1, 1), int)}, r"1 ground truths have no prediction \(b\), 1 predictions no ground truth \(a\)"),
    ([np.zeros((1, 1), int)], [], "1 predictions for 0"),
    ({"a": np.zeros((1, 1), int)}, [np.ones((1, 1), int)], "expected two paths, two mappings or two sequences"),
    ("predictions", np.ones((1, 1), int), "expected two paths"),
])
def test_what_does_not_belong_together_is_refused(predictions, truth, words):
    with pytest.raises(ade.BadInput, match=words):
        ade.score(predictions, truth)


def test_two_runs_compare_as_on_the_command_line(samples, tool, tmp_path):
    runs = [ade.score(samples / f"predictions/{name}", samples / "ground-truth") for name in ("strong", "weak")]
    for run, name in zip(runs, ("strong", "weak")):
        run.save(tmp_path / f"{name}.json")
    expected = subprocess.run([tool, "compare", tmp_path / "strong.json", tmp_path / "weak.json", "--json", "--quiet"], stdout=subprocess.PIPE, check=True, timeout=120).stdout
    change = ade.compare(tmp_path / "strong.json", runs[1])
    assert change.document == json.loads(expected)
    assert round(100 * change.mean_iou.difference, 2) == -27.36      # as README shows


def test_reports_are_drawn_by_the_executable(samples, tool, tmp_path, monkeypatch):
    monkeypatch.setenv("ADE20K_EVAL_TOOL", tool)
    run = ade.score(samples / "predictions/weak", samples / "ground-truth", intervals="none")
    assert any(path.endswith(".csv") for path in ade.report(run, tmp_path / "report", ["csv"]))
    monkeypatch.setenv("ADE20K_EVAL_TOOL", "")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ade.EnvironmentFailure, match="not installed"):
        ade.report(run, tmp_path / "report")


def test_instances_of_one_image(tmp_path):
    square = {"image_id": 1, "category_id": 1, "bbox": [0, 0, 4, 4], "segmentation": [[0, 0, 4, 0, 4, 4, 0, 4]]}
    (tmp_path / "truth.json").write_text(json.dumps({
        "images": [{"id": 1, "width": 8, "height": 8, "file_name": "a.jpg"}], "categories": [{"id": 1, "name": "square"}],
        "annotations": [{**square, "id": 1, "area": 16, "iscrowd": 0}],
    }))
    (tmp_path / "results.json").write_text(json.dumps([{**square, "score": 0.9}]))
    assert ade.instances(tmp_path / "results.json", tmp_path / "truth.json")["summary"]["ap"] == pytest.approx(1)


def test_panoptic_quality_of_label_maps_and_of_segments(samples):
    panoptic = samples / "panoptic"
    if not panoptic.exists():
        pytest.skip("no panoptic sample data")
    asked = {"dataset": "ade20k-150"}
    document = ade.panoptic(samples / "predictions" / "strong", panoptic / "ground-truth.json", **asked)
    assert document["schema"] == "ade20k-eval/panoptic/1"
    assert 0 < document["summary"]["all"]["pq"] < 1
    assert document["summary"]["all"]["pq"] == pytest.approx(
        sum(c["pq"] for c in document["categories"] if c["pq"] is not None) / sum(c["pq"] is not None for c in document["categories"]), abs=1e-12)
    segments = ade.panoptic(panoptic / "strong.json", panoptic / "ground-truth.json", areas="png", mend=["json-areas"])
    assert 0 < segments["summary"]["things"]["pq"] < 1
    with pytest.raises(ade.BadUsage):
        ade.panoptic(samples / "predictions" / "strong", panoptic / "ground-truth.json", protocol="nobody's")


def test_what_there_is():
    names = [dataset["name"] for dataset in ade.catalog()["datasets"]]
    assert "ade20k-150" in names and "cityscapes-19-trainids" in names
    assert "torchmetrics" in ade.catalog()["protocols"]
