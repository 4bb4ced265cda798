"""What loops hand over, and what is counted beside pairs of values."""

import pickle
import types
import warnings
from pathlib import Path

import ade20k_eval as ade
import numpy as np
import pytest
from test_evaluator import CLASSES, DATASET, evaluator, masks
from test_files import of_command, without

EVERYTHING = {"boundary": True, "errors": 2, "rings": 3, "sizes": True}


def scenes(seed, count=3, height=40, width=56):
    """Maps of blocks, so that there are regions and boundaries, and predictions that are moved and speckled."""
    random = np.random.default_rng(seed)
    truth = np.kron(random.integers(1, 6, (count, height // 8, width // 8)), np.ones((8, 8))).astype(np.uint8)
    predicted = np.where(random.random(truth.shape) < 0.05, random.integers(1, 6, truth.shape), np.roll(truth, 2, axis=2)).astype(np.uint8)
    truth[:, :2] = 0
    return truth, predicted


def save(folder, images, names):
    folder.mkdir()
    for image, name in zip(images, names):
        np.save(folder / f"{name}.npy", image)
    return folder


@pytest.mark.parametrize("kind", [np.uint8, np.int64])
@pytest.mark.parametrize("wide", [False, True])
def test_arrays_folders_and_the_command_line_give_one_document(tool, tmp_path, kind, wide):
    truth, predicted = scenes(1)
    names = [f"image {i}" for i in range(len(truth))]
    predicted = predicted.astype(np.uint16)
    predicted[1, 5, 5] = 999 if wide else 7
    saved = [image.astype(np.uint16 if image.max() > 255 else np.uint8) for image in predicted]
    folders = save(tmp_path / "model", saved, names), save(tmp_path / "labels", truth, names)
    expected = of_command(tool, *folders, "--protocol", "all")
    of_folders = ade.score(*folders, protocol="all")
    of_arrays = ade.score(
        dict(zip(names, predicted.astype(np.int64 if kind is np.int64 else np.uint16))), dict(zip(names, truth.astype(kind))), protocol="all", name="model", ground_truth_name="labels")
    assert without(of_folders.to_json(), "tool") == without(expected, "tool")
    assert without(of_arrays.to_json(), "tool") == without(expected, "tool")


def test_what_is_counted_beside_pairs_is_what_files_give(tool, tmp_path):
    truth, predicted = scenes(2, count=4)
    names = [f"{i}" for i in range(4)]
    folders = save(tmp_path / "model", predicted, names), save(tmp_path / "labels", truth, names)
    expected = of_command(tool, *folders, "--boundary", "--errors", "--errors-width", "2", "--rings", "3", "--sizes")
    assert without(ade.score(*folders, **EVERYTHING).to_json(), "tool") == without(expected, "tool")
    parts = [ade.Evaluator(digests=True, **EVERYTHING) for _ in range(2)]
    for i in range(4):
        parts[i % 2].add(truth[i], predicted[i].astype(np.int32), names[i])
    parts = [pickle.loads(pickle.dumps(part)) for part in parts]
    run = parts[0].merge(parts[1]).run(predictions="model", ground_truth="labels")
    assert without(run.to_json(), "tool") == without(expected, "tool")
    assert len(parts[0].merge(parts[1], allow_equal=True)) == 4
    with pytest.raises(ade.BadUsage, match="3 rings, sizes beside pairs of values; expected nothing"):
        ade.Evaluator(digests=True).merge(parts[0])
    with pytest.raises(ade.BadUsage, match="digests") as raised:
        ade.Evaluator(**EVERYTHING).merge(parts[0])
    assert "Parameter" not in str(raised.value)


def test_bands_suffixes_and_links_are_those_of_the_command_line(tool, tmp_path):
    truth, predicted = scenes(3)
    folders = save(tmp_path / "model", predicted, ["a_pred", "b_pred", "c_pred"]), save(tmp_path / "labels", truth, "abc")
    (folders[1] / "c.npy").rename(tmp_path / "c.npy")
    (folders[1] / "c.npy").symlink_to(tmp_path / "c.npy")
    expected = of_command(tool, *folders, "--suffix", "_pred", "--trimap", "1,3", "--trimap-kind", "void", "--follow-links")
    run = ade.score(*folders, suffix=["_pred"], trimap=[1, 3], trimap_kind="void", follow_links=True)
    assert without(run.to_json(), "tool") == without(expected, "tool")
    with pytest.raises(ade.BadInput, match="follow_links=True"):
        ade.score(*folders, suffix="_pred")
    with pytest.raises(ade.BadUsage, match="trimap"):
        ade.score(*folders, trimap=[3, 1])
    with pytest.raises(ade.BadUsage, match="trimap_kind"):
        ade.score(*folders, trimap_kind="void")
    with pytest.raises(ade.BadUsage, match="workers: has a meaning for files only"):
        ade.score(predicted, truth, workers=2)


@pytest.mark.parametrize("kind", [np.uint8, np.int64, np.uint16])
def test_predictions_of_another_size_are_brought_to_that_of_the_ground_truth(tool, tmp_path, kind):
    truth, predicted = scenes(4, count=1)
    small = np.ascontiguousarray(predicted[0, ::3, ::2])
    height, width = truth[0].shape
    # The centre of a pixel falls into floor((i + 0.5) * in / out).
    rows = ((2 * np.arange(height) + 1) * small.shape[0]) // (2 * height)
    columns = ((2 * np.arange(width) + 1) * small.shape[1]) // (2 * width)
    resized, expected = ade.Evaluator(resize="nearest"), ade.Evaluator()
    resized.add(truth[0], small.astype(kind))
    expected.add(truth[0], small[np.ix_(rows, columns)])
    assert resized.compute().to_dict() == expected.compute().to_dict()
    with pytest.raises(ade.BadInput, match=r'resize predictions to their ground truths \(resize="nearest"\)'):
        expected.add(truth[0], small)
    folders = save(tmp_path / "model", [small], "a"), save(tmp_path / "labels", truth, "a")
    command = of_command(tool, *folders, "--resize", "nearest")
    run = ade.score({"a": small.astype(kind)}, {"a": truth[0]}, resize="nearest", name="model", ground_truth_name="labels")
    assert without(run.to_json(), "tool") == without(command, "tool")


@pytest.mark.parametrize("kind", [np.int8, np.int16, np.int32, np.int64])
@pytest.mark.parametrize("strided", [False, True])
def test_negative_values_of_the_ground_truth_may_be_ignored(kind, strided):
    truth, predicted = masks(31, height=40)
    dataset = ade.custom_dataset(CLASSES, (100,))
    signed = np.where(truth == 255, np.where(np.arange(truth.shape[2]) % 2, -1, -100), truth).astype(kind)
    if strided:
        signed = np.repeat(signed, 2, axis=2)[:, :, ::2]
    counted, expected = ade.Evaluator(dataset, ignore=[-1, -100]), ade.Evaluator(dataset)
    counted.add(signed, predicted)
    expected.add(np.where(truth == 255, 100, truth), predicted)
    assert counted.compute().to_dict() == expected.compute().to_dict()
    with pytest.raises(ade.BadInput, match=r"the ground truth holds value -\d+ at row \d+, column \d+; .* leave them out \(ignore=\[-\d+\]\)"):
        expected.add(signed, predicted)
    with pytest.raises(ade.BadInput, match="holds value -2 at row 0, column 0"):
        counted.add(np.full((2, 2), -2, kind), np.zeros((2, 2), kind))
    with pytest.raises(ade.BadInput, match="the prediction holds value -1") as raised:
        counted.add(np.zeros((2, 2), kind), np.full((2, 2), -1, kind))
    assert "ignore" not in str(raised.value)


def test_ignored_values_are_left_out_as_on_the_command_line(tool, tmp_path):
    truth, predicted = scenes(5)
    folders = save(tmp_path / "model", predicted, "abc"), save(tmp_path / "labels", truth, "abc")
    expected = of_command(tool, *folders, "--ignore", "3", "--ignore", "4")
    assert without(ade.score(*folders, ignore=[3, 4]).to_json(), "tool") == without(expected, "tool")
    run = ade.score(dict(zip("abc", predicted)), dict(zip("abc", truth)), ignore=(3, 4), name="model", ground_truth_name="labels")
    assert without(run.to_json(), "tool") == without(expected, "tool")
    with pytest.raises(ade.BadUsage, match="no void value"):
        ade.Evaluator(ade.custom_dataset(3, ()), ignore=[-1])
    with pytest.raises(ade.BadUsage, match="ignore"):
        ade.Evaluator(ignore=[70_000])


def test_a_batch_is_added_whole_or_not_at_all():
    truth, predicted = masks(32)
    counted = evaluator()
    wrong = truth.copy()
    wrong[3, 2, 1] = 77
    with pytest.raises(ade.BadInput, match=r"d: the ground truth holds value 77 \(1 pixel, the first at row 2, column 1\)"):
        counted.add(wrong, predicted, list("abcd"))
    with pytest.raises(ade.BadInput, match="a: an image of this name"):
        counted.add(truth, predicted, list("abca"))
    assert len(counted) == 0
    counted.add(truth, predicted, list("abcd"))
    with pytest.raises(ade.BadInput, match="c: an image of this name"):
        counted.add(truth[:2], predicted[:2], list("xc"))
    assert [image["name"] for image in counted.run(intervals="none").document["images"]] == list("abcd")


def test_a_failed_batch_leaves_no_warning_behind():
    unknown, counted = np.full((1, 2, 2), 9), evaluator()
    with pytest.raises(ade.BadInput):
        counted.add(np.stack([unknown[0] * 0, unknown[0]]), np.stack([unknown[0], unknown[0]]))
    counted.add(unknown * 0, unknown * 0)
    assert not any("9" in warning for warning in counted.compute().warnings)


def test_lists_of_images_of_different_sizes_are_a_batch():
    truth, predicted = masks(33)
    sizes = [(23, 37), (20, 11), (5, 37), (1, 1)]
    lists = [[side[i, :h, :w] for i, (h, w) in enumerate(sizes)] for side in (truth, predicted)]
    counted, expected = evaluator(), evaluator()
    counted.add(lists[0], [image[None].astype(np.int64) for image in lists[1]], [Path("a"), 7, "c", np.int64(8)])
    for first, second, name in zip(*lists, ["a", "7", "c", "8"]):
        expected.add(first, second, name)
    assert counted.run().to_json() == expected.run().to_json()
    counted.add(truth[0], predicted[:1], Path("x/y.png"))
    counted.add(truth[:1, None], predicted[0], np.array([12]))
    assert {"x/y.png", "12"} < {image["name"] for image in counted.run(intervals="none").document["images"]}
    counted.add([[0, 1], [1, 1]], [[0, 1], [1, 0]])
    assert len(counted) == 7
    counted.add(np.zeros((0, 4, 4), int), np.zeros((0, 4, 4), int))
    assert len(counted) == 7


@pytest.mark.parametrize("shape, words", [((16, 12, 1), r"mask\[..., 0\]"), ((16, 12, 3), "a picture's colours"), ((16, 12, 4), "a picture's colours")])
def test_channels_are_not_taken_for_images(shape, words):
    with pytest.raises(ade.BadInput, match=words):
        evaluator().add(np.zeros(shape, np.uint8), np.zeros(shape, np.uint8))


@pytest.mark.parametrize("given, words", [
    ([[1, 2], [3]], "rows differ in length"), (np.array([["a"]]), "elements of type <U1"), ([np.zeros((2, 2, 2), int)] * 2, "at place 0 of the batch"),
])
def test_what_is_no_label_map_is_refused_as_ours(given, words):
    with pytest.raises(ade.BadInput, match=words):
        evaluator().add(given, given)


def test_scores_as_labels_are_refused_with_advice():
    torch = pytest.importorskip("torch", reason="torch is not installed (Debian: python3-torch)")
    for kind in (torch.float32, torch.float16, torch.bfloat16):
        with pytest.raises(ade.BadInput, match="arg-max"):
            evaluator().add(np.zeros((2, 2), int), torch.zeros((2, 2), dtype=kind))
    names = torch.tensor([5, 6])
    counted = evaluator()
    counted.add(torch.zeros((2, 3, 4), dtype=torch.int64), torch.zeros((2, 3, 4), dtype=torch.bool), names)
    assert [image["name"] for image in counted.run(intervals="none").document["images"]] == ["5", "6"]
    assert ade.fuse([torch.eye(3).bfloat16()[:, None]], (1, 3)).tolist() == [[0, 1, 2]]


def test_what_a_person_should_know_is_a_warning_where_the_package_was_called():
    counted = evaluator()
    counted.add(np.array([[0, 1]]), np.array([[0, 9]]), "a")
    with pytest.raises(ade.BadInput, match="prefix=.*allow_equal=True"):
        counted.merge(counted)
    with warnings.catch_warnings(), pytest.raises(AttributeError, match="mean_iou"):
        warnings.simplefilter("ignore")
        counted.run().interval("miou")
    for ask in (counted.compute, counted.run):
        with pytest.warns(ade.DataWarning, match=r"value.*9 \(1 pixel in 1 image\).*strict=True") as told:
            ask()
        assert told[0].filename == __file__
    clean = evaluator()
    clean.add(*masks(34, count=1))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        clean.compute()


def test_runs_of_other_ground_truth_are_not_compared_with_digests_or_without():
    truth, predicted = masks(35)
    other = truth.copy()
    other[2, 0, 0] = (other[2, 0, 0] + 1) % CLASSES
    swapped = truth[:, ::-1]      # as many pixels of each value: only a digest tells
    def of(masks, digests):
        counted = evaluator(digests=digests)
        counted.add(masks, predicted, list("abcd"))
        return counted
    for digests in (False, True):
        assert ade.compare(of(truth, digests), of(truth, digests), draws=0).mean_iou.difference == 0
        with pytest.raises(ade.NotComparable, match="other contents"):
            ade.compare(of(truth, digests), of(other, digests), draws=0)
    with pytest.raises(ade.NotComparable, match="digests"):
        ade.compare(of(truth, True), of(swapped, True), draws=0)
    assert ade.compare(of(truth, True), of(truth, False), draws=0).mean_iou.difference == 0


class Group:
    """torch.distributed, as far as it is asked: two processes, of which this is the second."""

    def __init__(self, other):
        self.other = other

    is_available = is_initialized = staticmethod(lambda: True)
    get_rank = staticmethod(lambda: 1)
    get_world_size = staticmethod(lambda: 2)

    def all_gather_object(self, parts, mine):
        parts[:] = [self.other, pickle.loads(pickle.dumps(mine))]


def test_images_without_a_name_are_called_by_their_process(monkeypatch):
    truth, predicted = masks(36)
    whole, first, second = evaluator(), evaluator(prefix="rank0-"), evaluator()
    whole.add(truth, predicted)
    first.add(truth[:2], predicted[:2])
    assert second.gather() is second
    monkeypatch.setitem(__import__("sys").modules, "torch", types.SimpleNamespace(distributed=Group(first)))
    second.add(truth[2:], predicted[2:])
    together = second.gather()
    assert [image["name"] for image in together.run(intervals="none").document["images"]] == ["rank0-00000001", "rank0-00000002", "rank1-00000001", "rank1-00000002"]
    assert together.compute().to_dict() == whole.compute().to_dict()
    assert len(second) == 2


def test_a_sampler_that_pads_gives_an_image_to_two_processes(monkeypatch):
    truth, predicted = masks(37)
    metrics = [ade.TorchMetric(dataset=DATASET) for _ in range(2)]
    metrics[0].update(predicted[:3], truth[:3], list("abc"))
    metrics[1].update(predicted[2:], truth[2:], list("cd"))
    monkeypatch.setitem(__import__("sys").modules, "torch", types.SimpleNamespace(distributed=Group(metrics[0].evaluator)))
    whole = evaluator()
    whole.add(truth, predicted)
    assert metrics[1].compute() == whole.compute().mean_iou


def test_adapters_say_what_frameworks_expect():
    assert np.isnan(ade.TorchMetric(dataset=DATASET).compute())
    metric = ade.MmengineMetric()
    metric.dataset_meta = {"classes": ["a", "b"]}
    with pytest.raises(ade.BadUsage, match="counts 150 classes; dataset_meta names 2"):
        metric.process({}, [{"gt_sem_seg": {"data": np.zeros((1, 2, 2), int)}, "pred_sem_seg": {"data": np.zeros((1, 2, 2), int)}}])
    labels = np.array([[[0, 149], [-100, 255]]])
    assert ade.HuggingFaceMetrics(ignore=[-100])((labels % 150, labels))["overall_accuracy"] == 1


def test_instances_of_objects_are_those_of_their_files(tmp_path):
    import json

    box = {"image_id": np.int64(1), "category_id": 1, "bbox": np.array([0.0, 0, 4, 4]), "segmentation": {"size": [8, 8], "counts": b"04404040P1"}}
    truth = {
        "images": [{"id": 1, "width": 8, "height": 8, "file_name": "a.jpg"}], "categories": [{"id": 1, "name": "square"}],
        "annotations": [{**box, "id": 1, "area": 16, "iscrowd": 0}],
    }
    found = ade.instances([{**box, "score": np.float32(0.5)}], truth, iou="box")
    assert found["summary"]["ap"] == pytest.approx(1)
    (tmp_path / "truth.json").write_text(json.dumps(truth, default=lambda item: item.decode() if isinstance(item, bytes) else item.tolist()))
    assert ade.instances([{**box, "score": 0.5}], tmp_path / "truth.json", iou="box")["summary"] == found["summary"]
    with pytest.raises(ade.BadInput, match="holds a object"):
        ade.instances([{"score": object()}], truth)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    counted = evaluator()
    counted.add(*masks(38))
    with pytest.raises(ade.EnvironmentFailure, match="nowhere"):
        counted.save(tmp_path / "nowhere/run.json")


def test_fractions_are_floats_also_where_they_are_whole():
    counted = evaluator()
    counted.add(np.array([[0, 1, 2]]), np.array([[0, 1, 3]]))
    scores = counted.compute()
    assert (scores.classes[0].iou, scores.classes[2].iou, scores.classes[4].iou) == (1, 0, None)
    assert all(type(c.iou) is float and type(c.ground_truth_pixels) is int for c in scores.classes[:3])
    perfect = evaluator()
    perfect.add(np.array([[0, 1]]), np.array([[0, 1]]))
    assert type(perfect.compute().mean_iou) is type(perfect.compute().to_dict()["mean_iou"]) is float
    assert type(perfect.compute().classes_averaged) is int


def test_what_is_no_run_is_refused():
    for given in (3, None, {}):
        with pytest.raises(ade.BadUsage, match="expected a Run, an Evaluator, or the path"):
            ade.compare(given, given)


def test_without_openssl_digests_are_refused_and_counting_goes_on(monkeypatch):
    monkeypatch.setattr("ade20k_eval._library._OPENSSL", ("libnone.so.1",))
    with pytest.raises(ade.EnvironmentFailure, match="OpenSSL"):
        evaluator(digests=True)
    counted = evaluator()
    counted.add(*masks(39))
    assert len(pickle.loads(pickle.dumps(counted))) == 4
