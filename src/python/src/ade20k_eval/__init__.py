"""Scores semantic segmentation masks exactly as the public benchmarks do.

In a loop::

    evaluator = ade20k_eval.Evaluator(dataset="ade20k-150-trainids", protocol="mmseg")
    evaluator.add(targets, predictions, names)       # (H, W) or (N, H, W), ground truth first
    print(evaluator.compute().mean_iou)

Of files: ``score("predictions/", "ground-truth/")``. Two runs: ``compare(before, after)``. Fractions are in [0, 1]; what is
undefined is ``None``.
"""

from ._adapters import HuggingFaceMetrics, MmengineMetric, TorchMetric
from ._errors import BadInput, BadUsage, DataWarning, EnvironmentFailure, Error, InternalError, NotComparable
from ._evaluator import Evaluator
from ._fusion import View, fuse
from ._library import ABI, library_version
from ._runs import ClassScore, Comparison, Difference, Run, Scores
from ._work import catalog, compare, custom_dataset, instances, panoptic, report, score

__version__ = "0.1.0"

__all__ = [
    "ABI", "BadInput", "BadUsage", "ClassScore", "Comparison", "DataWarning", "Difference", "EnvironmentFailure", "Error",
    "Evaluator", "HuggingFaceMetrics", "InternalError", "MmengineMetric", "NotComparable", "Run", "Scores", "TorchMetric", "View", "catalog",
    "compare", "custom_dataset", "fuse", "instances", "library_version", "panoptic", "report", "score",
]
