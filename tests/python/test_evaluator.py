"""Masks in memory against plain numpy."""

import gc
import os
import pickle
import subprocess
import sys
import threading
import time

import ade20k_eval as ade
import numpy as np
import pytest
from conftest import REPOSITORY, confusion, mean_iou

CLASSES = 5
DATASET = ade.custom_dataset(CLASSES)


def masks(seed, count=4, height=23, width=37):
    random = np.random.default_rng(seed)
    truth = random.integers(0, CLASSES, (count, height, width)).astype(np.uint8)
    predicted = np.where(random.random(truth.shape) < 0.7, truth, random.integers(0, CLASSES, truth.shape)).astype(np.uint8)
    truth[random.random(truth.shape) < 0.1] = 255
    return truth, predicted


def evaluator(**options):
    return ade.Evaluator(DATASET, **options)


def test_figures_are_those_of_plain_numpy():
    truth, predicted = masks(1)
    counted = evaluator()
    counted.add(truth, predicted)
    matrix = confusion(zip(truth, predicted), CLASSES)
    scores = counted.compute()
    assert scores.mean_iou == pytest.approx(mean_iou(matrix), abs=1e-12)
    assert scores.pixel_accuracy == pytest.approx(np.trace(matrix) / matrix.sum(), abs=1e-12)
    assert scores.mean_accuracy == pytest.approx(np.mean(np.diag(matrix) / matrix.sum(1)), abs=1e-12)
    assert [c.intersection_pixels for c in scores.classes] == list(np.diag(matrix))
    assert [c.ground_truth_pixels for c in scores.classes] == list(matrix.sum(1))


@pytest.mark.parametrize("side", ["truth", "prediction", "both"])
@pytest.mark.parametrize("kind", ["u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", ">i4", ">u2"])
def test_every_element_type_gives_the_same_counts(kind, side):
    truth, predicted = masks(2)
    truth[truth == 255] = 0        # int8 holds no 255
    expected = evaluator()
    expected.add(truth, predicted)
    counted = evaluator()
    counted.add(truth.astype(kind) if side != "prediction" else truth, predicted.astype(kind) if side != "truth" else predicted)
    assert counted.compute().to_dict() == expected.compute().to_dict()


def test_booleans_are_two_classes():
    truth = np.array([[True, False], [True, True]])
    counted = ade.Evaluator(ade.custom_dataset(2, ()))
    counted.add(truth, np.array([[True, False], [False, True]]))
    # Class 0: 1 of 2; class 1: 2 of 3.
    assert counted.compute().mean_iou == pytest.approx((1 / 2 + 2 / 3) / 2)


def test_wide_values_are_read_as_they_are():
    many = ade.custom_dataset(600, (65535,))
    truth = np.array([[0, 599], [300, 65535]], np.uint16)
    for kind in (np.uint16, np.int32, np.int64):
        counted = ade.Evaluator(many)
        counted.add(truth.astype(kind), np.array([[0, 599], [1, 2]], kind))
        # 0 and 599 are right, 300 is missed and 1 is predicted in its place: (1 + 1 + 0 + 0) / 4.
        assert counted.compute().mean_iou == pytest.approx(0.5)
    counted = ade.Evaluator(many)
    counted.add(truth, np.array([[0, 1], [1, 2]], np.uint8))       # wide against narrow
    assert counted.compute().mean_iou == pytest.approx(1 / 4)      # of 0, 1, 300 and 599 the first is right


@pytest.mark.parametrize("view", [
    lambda a: a[::-1], lambda a: a[:, ::-1], lambda a: a[::2, ::3], lambda a: a[3:17, 5:30], lambda a: a.T, lambda a: np.asfortranarray(a),
    lambda a: np.broadcast_to(a[:1], a.shape),
])
@pytest.mark.parametrize("kind", ["u1", "i8"])
def test_any_strides_give_what_a_copy_gives(view, kind):
    truth, predicted = (side[0].astype(kind) for side in masks(3))
    strided, copied = evaluator(), evaluator()
    strided.add(view(truth), view(predicted))
    copied.add(np.ascontiguousarray(view(truth)), np.ascontiguousarray(view(predicted)))
    assert strided.compute().to_dict() == copied.compute().to_dict()


def test_arrays_that_may_not_be_written_or_lie_askew_are_read():
    truth, predicted = (side[0] for side in masks(4))
    truth.flags.writeable = False
    askew = np.frombuffer(b"x" + predicted.astype(np.int32).tobytes(), np.uint8)[1:].view(np.int32).reshape(predicted.shape)
    assert not askew.flags.aligned
    counted, expected = evaluator(), evaluator()
    counted.add(truth, askew)
    expected.add(truth, predicted)
    assert counted.compute().to_dict() == expected.compute().to_dict()


@pytest.mark.parametrize("truth, predicted, words", [
    (np.zeros((0, 4), np.uint8), np.zeros((0, 4), np.uint8), "4 x 0 (width x height); expected 1"),
    (np.zeros((3, 4), np.uint8), np.zeros((4, 3), np.uint8), "expected 4 x 3, the size of the ground truth. The two sides are exchanged"),
    (np.zeros((3, 4), np.uint8), np.zeros((3, 5), np.uint8), "the prediction is 5 x 3"),
    (np.zeros((2, 3, 4), np.uint8), np.zeros((3, 3, 4), np.uint8), "as many images"),
    (np.zeros(4, np.uint8), np.zeros(4, np.uint8), "shape (4,)"),
    (np.zeros((3, 4)), np.zeros((3, 4), np.uint8), "float64; expected whole numbers"),
    (np.array([[0, -1]]), np.array([[0, 0]]), "the ground truth holds value -1 at row 0, column 1"),
    (np.array([[0, 0]]), np.array([[70_000, 0]]), "the prediction holds value 70000 at row 0, column 0"),
    (np.array([[0, 2**63]], np.uint64), np.array([[0, 0]]), "holds value 9223372036854775808"),
    (np.array([[0, 7]]), np.array([[0, 0]]), "value 7 (1 pixel, the first at row 0, column 1); expected 0..4, ignored 255"),
    (np.array([[0, 7]], np.uint8), np.array([[0, 0]], np.uint8), "value 7 (1 pixel, the first at row 0, column 1)"),
])
def test_what_is_wrong_is_said_with_its_place_and_nothing_is_added(truth, predicted, words):
    counted = evaluator()
    with pytest.raises(ade.BadInput) as raised:
        counted.add(truth, predicted, None)
    assert words in str(raised.value)
    assert len(counted) == 0


def test_messages_advise_in_keyword_arguments():
    with pytest.raises(ade.BadInput) as raised:
        evaluator().add(np.array([[7]]), np.array([[0]]), "street")
    assert str(raised.value).startswith("street: ") and "(lenient=True)" in str(raised.value) and "--" not in str(raised.value)
    with pytest.raises(ade.BadInput, match='prediction_labels="indices"'):
        ade.Evaluator("ade20k-150", strict=True).add(np.array([[1]]), np.array([[151]]))
    with pytest.raises(ade.BadUsage, match="mmseg"):
        ade.Evaluator(protocol="mmsegg")
    with pytest.raises(ade.BadUsage, match="ade20k-150"):
        ade.Evaluator("ade20k")
    with pytest.raises(ade.BadUsage, match='prediction_labels="labels": expected "ids" or "indices"'):
        ade.Evaluator(prediction_labels="labels")
    with pytest.raises(ade.BadInput, match="no pair yet"):
        evaluator().run()


def test_options_mean_what_they_mean_on_the_command_line():
    truth, predicted = np.array([[1, 2], [2, 0]], np.uint8), np.array([[0, 1], [1, 5]], np.uint8)
    indices = ade.Evaluator("ade20k-150", prediction_labels="indices")
    indices.add(truth, predicted)
    remapped = ade.Evaluator("ade20k-150", remap={0: 1, 1: 2, 5: 6})
    remapped.add(truth, predicted)
    assert indices.compute().pixel_accuracy == remapped.compute().pixel_accuracy == 1
    lenient = evaluator(lenient=True)
    lenient.add(np.array([[0, 7]]), np.array([[0, 0]]))
    assert len(lenient) == 1


def test_every_protocol_comes_from_the_same_counts():
    truth, predicted = masks(5)
    counted = ade.Evaluator("ade20k-150-trainids", protocol="all")
    counted.add(truth, predicted)
    scores = counted.compute()
    assert len(scores.protocols) > 5
    for protocol in scores.protocols:
        assert counted.compute(protocol).under(protocol) == scores.under(protocol)
        assert counted.run(intervals="none").rescore(protocol).under(protocol) == scores.under(protocol)


def test_merged_parts_give_what_one_evaluator_gives_and_names_are_refused_twice():
    truth, predicted = masks(6, count=6)
    names = [f"image {i}" for i in range(6)]
    whole = evaluator()
    whole.add(truth, predicted, names)
    parts = [evaluator() for _ in range(3)]
    for i in range(6):
        parts[i % 3].add(truth[i], predicted[i], names[i])
    merged = evaluator().merge(*(pickle.loads(pickle.dumps(part)) for part in reversed(parts)))
    assert merged.run().to_json() == whole.run().to_json()
    with pytest.raises(ade.BadInput, match="image 0: an image of this name was added already"):
        merged.merge(parts[0])
    assert len(merged) == 6
    assert len(merged.merge(*parts, allow_equal=True)) == 6
    changed = evaluator()
    changed.add(truth[0], truth[0], "image 0")
    with pytest.raises(ade.BadInput, match="image 0"):
        merged.merge(changed, allow_equal=True)
    with pytest.raises(ade.BadInput, match="image 1"):
        whole.add(truth[0], predicted[0], "image 1")
    with pytest.raises(ade.Error, match="ade20k-150"):
        ade.Evaluator("ade20k-150").merge(whole)


def test_parts_of_processes_have_names_of_their_own():
    truth, predicted = masks(7)
    first, second = evaluator(prefix="rank0-"), evaluator(prefix="rank1-")
    first.add(truth, predicted)
    second.add(truth, predicted)
    assert len(first.merge(second)) == 8
    assert [image["name"] for image in first.run().document["images"]][::4] == ["rank0-00000001", "rank1-00000001"]


def test_pickles_carry_options_and_pairs_and_damage_is_found():
    truth, predicted = masks(8)
    counted = ade.Evaluator("ade20k-150", protocol="mmseg", prediction_labels="indices")
    counted.add(truth[:, :, :] % 6, predicted)
    copied = pickle.loads(pickle.dumps(counted))
    assert copied.run().to_json() == counted.run().to_json()
    copied.reset()
    assert len(copied) == 0 and len(counted) == 4
    state = counted.__getstate__()
    pairs = bytearray(state["pairs"])
    for place in (0, 25, len(pairs) // 2, len(pairs) - 1):
        damaged = bytearray(pairs)
        damaged[place] ^= 1
        with pytest.raises(ade.BadInput, match="state"):
            ade.Evaluator.__new__(ade.Evaluator).__setstate__({**state, "pairs": bytes(damaged)})


def test_threads_add_at_once():
    truth, predicted = masks(9, count=64)
    counted, alone = evaluator(), evaluator()
    failures = []

    def work(start):
        try:
            for i in range(start, 64, 4):
                counted.add(truth[i].astype(np.int64), predicted[i], f"{i:03d}")
        except Exception as failure:   # told below
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(start,)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    alone.add(truth, predicted, [f"{i:03d}" for i in range(64)])
    assert failures == []
    assert counted.run().to_json() == alone.run().to_json()


def test_the_interpreter_is_free_while_pixels_are_counted():
    # Nobody is asked to give its lock up (the interval is longer than the test): the other thread runs before the end only if it is given back.
    truth = np.zeros((6000, 6000), np.int64)
    counted, gate, ran = evaluator(), threading.Event(), []

    def other():
        gate.wait()
        ran.append(time.perf_counter())

    interval = sys.getswitchinterval()
    thread = threading.Thread(target=other)
    thread.start()
    try:
        sys.setswitchinterval(30)
        gate.set()
        counted.add(truth, truth)
        end = time.perf_counter()
    finally:
        sys.setswitchinterval(interval)
    thread.join()
    assert ran[0] < end


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_forked_child_goes_on_with_its_copy():
    code = f"""
import os, sys
sys.path[:0] = [{str(REPOSITORY / 'src/python/src')!r}, {str(REPOSITORY / 'tests/python')!r}]
import numpy as np, ade20k_eval as ade
counted = ade.Evaluator(ade.custom_dataset(3))
mask = np.zeros((400, 400), np.int32)
counted.add(mask, mask)
child = os.fork()
for i in range(2000):
    counted.add(mask, mask)
counted.run("all")
if child == 0:
    os._exit(7 if len(counted) == 2001 and counted.compute().mean_iou == 1 else 1)
sys.exit(0 if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7 and len(counted) == 2001 else 1)
"""
    assert subprocess.run([sys.executable, "-c", code], timeout=60).returncode == 0


def _resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="no /proc here")
def test_a_hundred_thousand_adds_take_no_more_memory_than_ten_thousand():
    truth = np.random.default_rng(10).integers(0, CLASSES, (16, 16)).astype(np.uint8)
    counted = evaluator()

    def add(times):
        for i in range(times):
            counted.add(truth, truth)
            if i % 10 == 0:
                counted.add([truth, truth], [truth, truth.astype(np.int64)])
            if i % 500 == 499:
                counted.compute()
                counted.reset()
            with_error = i % 50 == 0
            if with_error:
                try:
                    counted.add(truth, truth[:8])
                except ade.BadInput:
                    pass
        gc.collect()

    add(10_000)
    before = _resident()
    add(100_000)
    assert _resident() - before < 8 << 20


def test_saved_documents_are_read_back_and_compared(tmp_path):
    truth, predicted = masks(11, count=12)
    names = [f"{i}" for i in range(12)]
    good, bad = evaluator(), evaluator()
    good.add(truth, predicted, names)
    bad.add(truth, np.roll(predicted, 1, axis=2), names)
    good.save(tmp_path / "run.json")
    run = ade.Run.load(tmp_path / "run.json")
    assert run.mean_iou == good.compute().mean_iou
    low, high = run.interval("mean_iou")
    assert low < run.mean_iou < high
    assert sorted(os.listdir(tmp_path)) == ["run.json"]
    change = ade.compare(bad, tmp_path / "run.json", draws=200)
    assert change.mean_iou.difference == pytest.approx(good.compute().mean_iou - bad.compute().mean_iou)
    assert 0 < change.mean_iou.low < change.mean_iou.difference < change.mean_iou.high
    assert change.mean_iou.p < 0.05
    other = evaluator()
    other.add(truth, predicted)
    with pytest.raises(ade.NotComparable, match="same images"):
        ade.compare(good, other)


@pytest.mark.parametrize("name", ["a\0b", "a\nb", "", "x" * 1025, "\udc80"])
def test_names_that_no_image_has_are_refused(name):
    counted = evaluator()
    with pytest.raises(ade.BadInput, match="An image is called"):
        counted.add(np.array([[0]]), np.array([[0]]), name)
    counted.add(np.array([[0]]), np.array([[0]]), "ä 漢")
    assert counted.run().document["images"][0]["name"] == "ä 漢"


@pytest.mark.parametrize("text, words", [("{", "is no JSON"), ("[]", "schema is None"), ('{"schema": "other"}', "schema is 'other'")])
def test_files_that_are_no_run_are_refused(tmp_path, text, words):
    (tmp_path / "run.json").write_text(text)
    with pytest.raises(ade.BadInput, match=words):
        ade.Run.load(tmp_path / "run.json")


def test_figures_that_are_not_there_are_told_by_those_that_are():
    counted = evaluator()
    counted.add(*masks(12))
    with pytest.raises(AttributeError, match="mean_iou"):
        counted.compute().mIoU
    assert "mean_iou" in dir(counted.compute())


def test_a_table_of_classes():
    pandas = pytest.importorskip("pandas")
    counted = evaluator()
    counted.add(*masks(13))
    table = counted.compute().to_pandas()
    assert isinstance(table, pandas.DataFrame) and list(table["iou"]) == [c.iou for c in counted.compute().classes]


def test_pictures_of_pil_are_their_indices():
    image = pytest.importorskip("PIL.Image")
    truth, predicted = (side[0] for side in masks(14))
    palette = image.fromarray(truth, "P")
    counted, expected = evaluator(), evaluator()
    counted.add(palette, image.fromarray(predicted, "L"))
    expected.add(truth, predicted)
    assert counted.compute().to_dict() == expected.compute().to_dict()
    with pytest.raises(ade.BadInput, match="mode RGB"):
        counted.add(palette.convert("RGB"), predicted)
