"""README's training loop does what README says."""

import re

import ade20k_eval as ade
import numpy as np
import pytest
from conftest import REPOSITORY


def test_the_training_loop_runs_and_has_eight_lines(tmp_path, monkeypatch):
    code = re.search(r"<!-- python -->\n```python\n(.*?)```", (REPOSITORY / "README.md").read_text(), re.S).group(1)
    assert len(code.splitlines()) == 8
    random = np.random.default_rng(1)
    targets = random.integers(0, 150, (2, 12, 2, 8, 8))
    validation = [("images", batch, [f"{i}-{j}" for j in range(2)]) for i, batch in enumerate(targets[0])]
    scores = iter(np.eye(150, dtype=np.float32)[np.where(random.random(batch.shape) < good, batch, 0)].transpose(0, 3, 1, 2) for good in (0.3, 0.9) for batch in targets[0])
    monkeypatch.chdir(tmp_path)
    exec(code, {"epochs": 2, "train": lambda model: None, "model": lambda images: next(scores), "validation": validation})
    change = ade.compare("epoch-0.json", "epoch-1.json").mean_iou
    assert change.difference == pytest.approx(ade.Run.load("epoch-1.json").mean_iou - ade.Run.load("epoch-0.json").mean_iou)
    assert 0 < change.low < change.difference
