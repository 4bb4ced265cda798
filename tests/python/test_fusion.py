"""Score maps to labels."""

import ade20k_eval as ade
import numpy as np
import pytest


def test_labels_of_one_view_at_its_own_size_are_the_arg_max():
    scores = np.random.default_rng(1).normal(size=(7, 9, 11)).astype(np.float32)
    for kind in (np.float32, np.float64, np.float16):
        assert np.array_equal(ade.fuse([scores.astype(kind)], (9, 11)), scores.astype(kind).argmax(0))


def test_flipped_views_are_mirrored_back_and_weights_count():
    random = np.random.default_rng(2)
    first, second = random.normal(size=(2, 5, 6, 8)).astype(np.float32)
    softmax = [np.exp(side) / np.exp(side).sum(0) for side in (first, second)]
    fused = ade.fuse([ade.View(first, weight=3), ade.View(np.ascontiguousarray(second[:, :, ::-1]), flipped=True)], (6, 8))
    assert np.array_equal(fused, (3 * softmax[0] + softmax[1]).argmax(0))


def test_labels_may_be_the_ids_of_a_dataset():
    scores = np.zeros((150, 2, 2), np.float32)
    scores[149] = 1
    assert (ade.fuse([scores], (4, 4), dataset="ade20k-150") == 150).all()


def test_bilinear_resizing_is_torchs():
    torch = pytest.importorskip("torch", reason="torch is not installed (Debian: python3-torch)")
    scores = torch.randn(1, 6, 8, 10, generator=torch.Generator().manual_seed(3))
    expected = torch.nn.functional.interpolate(scores, (24, 31), mode="bilinear", align_corners=False).softmax(1)
    best = expected[0].topk(2, dim=0).values
    sure = (best[0] - best[1] > 1e-4).numpy()
    assert np.array_equal(ade.fuse([scores], (24, 31))[sure], expected[0].argmax(0).numpy()[sure])


@pytest.mark.parametrize("views, size, words", [
    ([np.zeros((3, 2))], (2, 2), "expected \\(classes, height, width\\)"),
    ([np.zeros((3, 2, 2)), np.zeros((4, 2, 2))], (2, 2), "view 2: found 4 classes"),
    ([np.full((3, 2, 2), np.nan)], (2, 2), "view 1"),
    ([ade.View(np.zeros((3, 2, 2)), weight=0)], (2, 2), "the weight is 0"),
    ([], (2, 2), "0 views"),
])
def test_views_that_do_not_fit_are_refused(views, size, words):
    with pytest.raises(ade.Error, match=words):
        ade.fuse(views, size)
