"""This package's evaluator behind the calling conventions of others, none of which is imported."""

from typing import Any, Dict, List, Optional, Sequence

from ._arrays import to_array
from ._errors import BadUsage
from ._evaluator import Dataset, Evaluator, labels_of


class TorchMetric:
    """Called as a ``torchmetrics.Metric``: ``update(preds, target)``, ``compute()``, ``reset()``, and ``metric(preds, target)`` for the
    figure of one batch, which is added as well. ``compute`` gives one figure.

    In a process group, pairs of all processes are gathered by ``torch.distributed.all_gather_object`` when ``compute`` is called. Images that a sampler
    gave to two processes, to fill their last batches, count once where ``update`` was told their names.

    :param metric: which figure: ``"mean_iou"``, ``"pixel_accuracy"``, ...
    :param options: those of ``Evaluator``.
    """

    higher_is_better = True
    is_differentiable = False
    full_state_update = False

    def __init__(self, metric: str = "mean_iou", **options: Any) -> None:
        self.metric = metric
        self._options = options
        self.evaluator = Evaluator(**options)

    def update(self, preds: Any, target: Any, name: Any = None) -> None:
        """Adds a batch: label maps (N, H, W), or scores (N, C, H, W) whose best class counts."""
        self.evaluator.update(preds, target, name)

    def compute(self) -> float:
        """The figure over all pairs of all processes; NaN where it is undefined, as torchmetrics says it."""
        return _figure(self.evaluator.gather(), self.metric)

    def reset(self) -> None:
        """Forgets every pair."""
        self.evaluator.reset()

    def forward(self, preds: Any, target: Any, name: Any = None) -> float:
        """Adds a batch, and gives the figure of it alone."""
        batch = Evaluator(**self._options)
        batch.update(preds, target)
        self.update(preds, target, name)
        return _figure(batch, self.metric)

    __call__ = forward

    def to(self, *_: Any, **__: Any) -> "TorchMetric":
        """Counts live on the processor: nothing moves."""
        return self


class MmengineMetric:
    """Called as an ``mmengine`` ``BaseMetric``: ``process(data_batch, data_samples)`` for every batch, ``evaluate(size)`` at the end.

    A data sample is a mapping with ``gt_sem_seg`` and ``pred_sem_seg``, each with ``data`` of shape (1, H, W) or (H, W), as
    mmsegmentation's ``SegDataSample.to_dict()`` has them; its ``img_path`` names the image.

    :param prefix: stands before the names of figures, with a slash.
    :param dataset: as ``Evaluator`` takes it; ``custom_dataset(names)`` for classes that count from 0, with 255 for ignored pixels.
    :param options: the others of ``Evaluator``.
    """

    default_prefix: Optional[str] = None

    def __init__(self, prefix: Optional[str] = None, collect_device: str = "cpu", dataset: Dataset = "ade20k-150-trainids", **options: Any) -> None:
        self.prefix = prefix or self.default_prefix
        self.collect_device = collect_device
        self.dataset_meta: Optional[Dict[str, Any]] = None
        self.results: List[Any] = []
        self._counts_classes_of: Any = None
        self.evaluator = Evaluator(dataset, **options)

    def process(self, data_batch: Any, data_samples: Sequence[Any]) -> None:
        """Adds the images of a batch."""
        self._require_classes()
        for sample in data_samples:
            truth = to_array(_data(_get(sample, "gt_sem_seg")), "ground truth")
            predicted = to_array(_data(_get(sample, "pred_sem_seg")), "prediction")
            self.evaluator.add(truth.reshape(truth.shape[-2:]), predicted.reshape(predicted.shape[-2:]), _get(sample, "img_path", None))

    def evaluate(self, size: Optional[int] = None) -> Dict[str, float]:
        """The figures by mmsegmentation's names, in percent; then forgets every pair.

        :param size: how many images there are in all. Those that a sampler gave to two processes, to fill their last batches, are told by
            their paths and count once; another number than this is refused.
        """
        everything = self.evaluator.gather()
        if size is not None and len(everything) != size:
            raise BadUsage(f"{len(everything)} images were processed; expected {size}, as evaluate(size={size}) says. Do samples have an img_path, which tells those of a padded batch?")
        scores = everything.compute()
        self.evaluator.reset()
        figures = {"aAcc": scores.pixel_accuracy, "mIoU": scores.mean_iou, "mAcc": scores.mean_accuracy, "mDice": scores.mean_dice}
        return {f"{self.prefix}/{key}" if self.prefix else key: 100 * value for key, value in figures.items() if value is not None}


    def _require_classes(self) -> None:
        named = (self.dataset_meta or {}).get("classes")
        if named is None or self._counts_classes_of is named:
            return
        counted = len(Evaluator(self.evaluator._options["dataset"]).compute().classes)
        if len(named) != counted:
            raise BadUsage(f"The metric counts {counted} classes; dataset_meta names {len(named)}. Tell it the dataset: MmengineMetric(dataset=...), of classes of your own ade20k_eval.custom_dataset(names).")
        self._counts_classes_of = named


class HuggingFaceMetrics:
    """A ``compute_metrics`` for Hugging Face's ``Trainer``: called with an object (or pair) of ``predictions`` and ``label_ids``.

    Predictions are logits (N, C, H, W) or label maps (N, H, W). Logits coarser than the labels are brought to their size by ``fuse``
    (bilinear, as ``torch.nn.functional.interpolate`` without aligned corners). With the trainer's ``batch_eval_metrics`` pairs are
    kept until it says ``compute_result=True``.

    :param dataset: as ``Evaluator`` takes it; labels of image processors with ``do_reduce_labels`` count classes from 0, with 255 for ignored pixels.
    :param options: the others of ``Evaluator``, such as ``ignore=[-100]`` where the trainer pads labels.
    """

    def __init__(self, dataset: Dataset = "ade20k-150-trainids", **options: Any) -> None:
        self.evaluator = Evaluator(dataset, **options)

    def __call__(self, prediction: Any, compute_result: bool = True) -> Dict[str, Any]:
        predicted, labels = (prediction.predictions, prediction.label_ids) if hasattr(prediction, "predictions") else prediction
        predicted = predicted[0] if isinstance(predicted, tuple) else predicted
        if getattr(predicted, "ndim", 0) == 4 and predicted.shape[-2:] != labels.shape[-2:]:
            from ._fusion import fuse

            predicted = [fuse([scores], labels.shape[-2:]) for scores in predicted]
        self.evaluator.add(labels, labels_of(predicted))
        if not compute_result:
            return {}
        scores = self.evaluator.compute()
        self.evaluator.reset()
        return {
            "mean_iou": scores.mean_iou, "mean_accuracy": scores.mean_accuracy, "overall_accuracy": scores.pixel_accuracy,
            "per_category_iou": [c.iou for c in scores.classes], "per_category_accuracy": [c.accuracy for c in scores.classes],
        }


def _get(sample: Any, key: str, *default: Any) -> Any:
    if hasattr(sample, "get"):
        return sample.get(key, *default) if default else sample[key]
    return getattr(sample, key, *default)


def _data(side: Any) -> Any:
    return side["data"] if isinstance(side, dict) else side.data if hasattr(side, "data") and not hasattr(side, "dtype") else side


def _figure(evaluator: Evaluator, metric: str) -> float:
    value = getattr(evaluator.compute(), metric)
    return float("nan") if value is None else value
