"""The Python package against what people write in Python, on the same arrays in memory: 512 x 683, 150 classes, one thread.

    src/python/build.sh
    PYTHONPATH=artifacts/python/source/src /usr/bin/python3 benchmarks/peers/python_package.py

With a folder as an argument the arrays are written there, for `benchmarks memory FOLDER`, which counts them in C#.
Every row is the best of several turns, which alternate. Time is what the thread got of a processor, since what takes long is interrupted by
whatever else runs there and what is short is not. Counts are compared first.
"""

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"
os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})

import sys
import time

import ade20k_eval
import numpy as np

HEIGHT, WIDTH, CLASSES, PAIRS, TURNS = 512, 683, 150, 16, 5
DATASET = "ade20k-150-trainids"


def scenes(seed):
    """Blobs of classes with wavy edges, as masks have, and predictions whose edges lie some pixels beside. Four scenes, each in four orientations."""
    random = np.random.default_rng(seed)
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    truth, predicted = [], []
    for i in range(PAIRS // 4):
        centres, labels = random.random((24, 2)) * (HEIGHT, WIDTH), random.integers(0, CLASSES, 24).astype(np.uint8)
        wobble = 8 * np.sin(rows / 23 + i) + 8 * np.cos(columns / 31 - i)
        pair = []
        for shift in (0, 4):
            nearest, label = np.full(rows.shape, np.inf, np.float32), np.zeros(rows.shape, np.uint8)
            for (y, x), of_centre in zip(centres, labels):
                distance = (rows - np.float32(y) + shift) ** 2 + (columns - np.float32(x) - shift + wobble) ** 2
                label[distance < nearest] = of_centre
                np.minimum(nearest, distance, out=nearest)
            pair.append(label)
        pair[0][:3] = 255
        pair[1][::41] = random.integers(0, CLASSES)
        for turn in (np.array, np.flipud, np.fliplr, lambda mask: mask[::-1, ::-1]):
            truth.append(turn(pair[0]))
            predicted.append(turn(pair[1]))
    return np.stack(truth), np.stack(predicted)


def best(turns, *works):
    """Milliseconds of every work, the best of alternating turns of a fifth of a second or one call each."""
    times = [float("inf")] * len(works)
    for _ in range(turns):
        for i, work in enumerate(works):
            begin = time.thread_time()
            while time.thread_time() - begin < 0.2:
                start = time.thread_time()
                work()
                times[i] = min(times[i], 1000 * (time.thread_time() - start))
    return times


def ours(truth, predicted):
    evaluator = ade20k_eval.Evaluator(DATASET, "mmseg")

    def add():
        evaluator.reset()
        evaluator.add(truth, predicted)

    add()
    return evaluator, add


def main():
    truth, predicted = scenes(1)
    if len(sys.argv) > 1:
        os.makedirs(sys.argv[1], exist_ok=True)
        np.save(os.path.join(sys.argv[1], "truth.npy"), truth)
        np.save(os.path.join(sys.argv[1], "predicted.npy"), predicted)
    evaluator, count_bytes = ours(truth, predicted)

    def numpy_bincount():
        matrix = np.zeros(CLASSES * CLASSES, np.int64)
        for t, p in zip(truth, predicted):
            valid = t != 255
            matrix += np.bincount(CLASSES * t[valid].astype(np.int64) + p[valid], minlength=CLASSES * CLASSES)
        return matrix.reshape(CLASSES, CLASSES)

    hits = np.diag(numpy_bincount())
    assert [c.intersection_pixels for c in evaluator.compute().classes] == list(hits), "the counts are not equal"
    works = [("ours, uint8", count_bytes), ("numpy.bincount of valid pixels", numpy_bincount)]
    try:
        import torch
    except ImportError:
        print("torch is not installed: its rows are left out")
    else:
        torch.set_num_threads(1)
        wide_truth, wide_predicted = torch.from_numpy(truth).long(), torch.from_numpy(predicted).long()
        wide, count_wide = ours(wide_truth, wide_predicted)
        assert wide.compute().to_dict() == evaluator.compute().to_dict()

        def torch_bincount(of_truth=wide_truth, of_predicted=wide_predicted):
            # torchmetrics' multiclass confusion matrix: valid pixels, then one bincount of n * target + prediction.
            t, p = of_truth.flatten(), of_predicted.flatten()
            valid = t != 255
            return torch.bincount(CLASSES * t[valid] + p[valid], minlength=CLASSES * CLASSES)

        def torch_bincount_each():
            # The batch's temporary arrays are new memory every time, which can take longer than the arithmetic; an image's are not.
            return sum(torch_bincount(t, p) for t, p in zip(wide_truth, wide_predicted))

        def torch_histc():
            # mmsegmentation's intersect_and_union, an image at a time: three histograms of floats.
            total = torch.zeros(3, CLASSES)
            for t, p in zip(wide_truth, wide_predicted):
                valid = t != 255
                t, p = t[valid], p[valid]
                for i, part in enumerate((p[p == t], p, t)):
                    total[i] += torch.histc(part.float(), bins=CLASSES, min=0, max=CLASSES - 1)
            return total

        assert torch_bincount().reshape(CLASSES, CLASSES).diagonal().tolist() == list(hits)
        assert torch_histc()[0].long().tolist() == list(hits)
        works += [("ours, int64 straight from torch", count_wide), ("torch.bincount, a batch of 16", torch_bincount), ("torch.bincount, image by image", torch_bincount_each), ("torch.histc three times", torch_histc)]
    times = dict(zip((name for name, _ in works), best(TURNS, *(work for _, work in works))))
    print(f"milliseconds a pair of {HEIGHT} x {WIDTH}, {CLASSES} classes, one thread; Python {sys.version.split()[0]}, numpy {np.__version__}")
    for name, spent in times.items():
        peer = "ours, int64 straight from torch" if name.startswith("torch.bincount") else "ours, uint8"
        print(f"  {name:<34}{spent / PAIRS:9.4f}   {spent / times[peer]:7.1f} x {peer}")


if __name__ == "__main__":
    main()
