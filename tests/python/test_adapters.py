"""Adapters, called by stand-ins as the frameworks' documentation says that they call."""

import types

import ade20k_eval as ade
import numpy as np
import pytest
from conftest import REPOSITORY, confusion, mean_iou
from test_evaluator import CLASSES, DATASET, masks


def test_mmengines_loop():
    # mmengine: Evaluator.process(data_samples, data_batch) calls metric.process(data_batch, [sample.to_dict() ...]) and, at the end, metric.evaluate(size).
    truth, predicted = masks(21)
    metric = ade.MmengineMetric(dataset=DATASET, prefix="val")
    metric.dataset_meta = {"classes": list("abcde")}
    for i in range(4):
        sample = {"img_path": f"/data/{i}.jpg", "gt_sem_seg": {"data": truth[i][None]}, "pred_sem_seg": {"data": predicted[i][None].astype(np.int64)}}
        metric.process({"inputs": None}, [sample])
    figures = metric.evaluate(4)
    matrix = confusion(zip(truth, predicted), CLASSES)
    assert figures["val/mIoU"] == pytest.approx(100 * mean_iou(matrix))
    assert figures["val/aAcc"] == pytest.approx(100 * np.trace(matrix) / matrix.sum())
    assert len(metric.evaluator) == 0
    metric.process({}, [sample])
    with pytest.raises(ade.BadUsage, match="1 images were processed; expected 4"):
        metric.evaluate(4)


def test_mmengines_samples_may_be_objects():
    truth, predicted = masks(22)
    metric = ade.MmengineMetric(dataset=DATASET)
    pixel = types.SimpleNamespace
    metric.process(None, [pixel(gt_sem_seg=pixel(data=truth[0][None]), pred_sem_seg=pixel(data=predicted[0][None]))])
    assert metric.evaluate(1)["mIoU"] == pytest.approx(100 * mean_iou(confusion([(truth[0], predicted[0])], CLASSES)))


def test_torchmetrics_loop():
    # torchmetrics: metric(preds, target) gives the batch's figure and adds it; update adds; compute gives all; reset forgets.
    truth, predicted = masks(23)
    metric = ade.TorchMetric(dataset=DATASET, protocol="mmseg")
    assert metric(predicted[:2], truth[:2]) == pytest.approx(mean_iou(confusion(zip(truth[:2], predicted[:2]), CLASSES)))
    metric.update(predicted[2:], truth[2:])
    assert metric.compute() == pytest.approx(mean_iou(confusion(zip(truth, predicted), CLASSES)))
    metric.reset()
    logits = np.eye(CLASSES, dtype=np.float32)[predicted].transpose(0, 3, 1, 2)
    metric.update(logits, truth)
    assert metric.compute() == pytest.approx(mean_iou(confusion(zip(truth, predicted), CLASSES)))


def test_hugging_faces_trainer():
    # transformers: compute_metrics(EvalPrediction(predictions=logits, label_ids=labels)); with batch_eval_metrics also compute_result.
    truth, predicted = masks(24, height=24, width=36)
    compute = ade.HuggingFaceMetrics(dataset=DATASET)
    figures = compute(types.SimpleNamespace(predictions=predicted, label_ids=truth.astype(np.int64)))
    matrix = confusion(zip(truth, predicted), CLASSES)
    assert figures["mean_iou"] == pytest.approx(mean_iou(matrix))
    assert figures["overall_accuracy"] == pytest.approx(np.trace(matrix) / matrix.sum())
    assert len(figures["per_category_iou"]) == CLASSES
    assert compute((predicted[:2], truth[:2]), compute_result=False) == {}
    assert compute((predicted[2:], truth[2:]), compute_result=True)["mean_iou"] == figures["mean_iou"]
    coarse = np.repeat(np.repeat(np.arange(CLASSES)[None, :, None, None] == 2, 6, 2), 9, 3).astype(np.float32)
    assert compute((coarse, np.full((1, 24, 36), 2)))["overall_accuracy"] == 1


@pytest.fixture
def torch():
    return pytest.importorskip("torch", reason="torch is not installed (Debian: python3-torch)")


def test_tensors_of_every_type_count_as_arrays_do(torch):
    truth, predicted = masks(25)
    expected = ade.Evaluator(DATASET)
    expected.add(truth, predicted)
    for kind in (torch.uint8, torch.int16, torch.int32, torch.int64):
        counted = ade.Evaluator(DATASET)
        counted.update(torch.from_numpy(predicted).to(kind).transpose(1, 2).contiguous().transpose(1, 2), torch.from_numpy(truth).to(kind))
        assert counted.compute().to_dict() == expected.compute().to_dict()
    scores = torch.nn.functional.one_hot(torch.from_numpy(predicted).long(), CLASSES).permute(0, 3, 1, 2).float().requires_grad_()
    counted = ade.Evaluator(DATASET)
    counted.update(scores, torch.from_numpy(truth).unsqueeze(1))
    assert counted.compute().to_dict() == expected.compute().to_dict()


def _process(rank, world, store, answers):
    import sys

    sys.path[:0] = [str(REPOSITORY / "src/python/src"), str(REPOSITORY / "tests/python")]
    import torch.distributed as group

    import ade20k_eval
    from test_evaluator import DATASET as dataset
    from test_evaluator import masks as make

    group.init_process_group("gloo", init_method=f"file://{store}", rank=rank, world_size=world)
    truth, predicted = make(26)
    metric = ade20k_eval.TorchMetric(dataset=dataset)
    metric.update(predicted[rank::world], truth[rank::world])
    answers.put(metric.compute())
    group.destroy_process_group()


def test_processes_together_give_what_one_gives(torch, tmp_path):
    if not torch.distributed.is_available():
        pytest.skip("this torch has no process groups")
    import multiprocessing

    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    processes = [context.Process(target=_process, args=(rank, 2, tmp_path / "store", answers)) for rank in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(200)
    truth, predicted = masks(26)
    expected = mean_iou(confusion(zip(truth, predicted), CLASSES))
    assert [answers.get(timeout=10) for _ in range(2)] == [pytest.approx(expected)] * 2
