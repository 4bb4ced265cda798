"""What the tests of the Python package stand on. Run them as ``src/python/test.sh`` does."""

import os
import sys
from pathlib import Path

import numpy as np
import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "src/python/src"))


@pytest.fixture
def samples():
    """Folders of masks: ground truth and two sets of predictions."""
    return REPOSITORY / "sample-data"


@pytest.fixture
def tool():
    """The command line, where one is built."""
    places = [os.environ.get("ADE20KEVAL_TOOL"), str(REPOSITORY / "src/Ade20kEval.Cli/bin/Release/net10.0/ade20k-eval")]
    for place in places:
        if place and os.access(place, os.X_OK):
            return place
    pytest.skip("the command line is not built (dotnet build src/Ade20kEval.Cli -c Release)")


@pytest.fixture
def library_path():
    from ade20k_eval import _library

    return _library._find()


def confusion(pairs, classes, ignore=255):
    """The slow, plain confusion matrix: a loop over classes, rows are the ground truth."""
    matrix = np.zeros((classes, classes), np.int64)
    for truth, predicted in pairs:
        for t in range(classes):
            for p in range(classes):
                matrix[t, p] += np.sum((truth == t) & (predicted == p) & (truth != ignore))
    return matrix


def mean_iou(matrix):
    """mmsegmentation's: over classes that occur in either."""
    hit = np.diag(matrix)
    union = matrix.sum(0) + matrix.sum(1) - hit
    return float(np.mean(hit[union > 0] / union[union > 0]))
