"""Times torch and Ade20kEval on the same fusion, in one run: six scales of stride-8 score maps, 150 classes, one thread each.

Usage: python3 fusion_torch.py DIR [--rounds 3] [--noise] [--ours BENCHMARKS_DLL]

Writes the score maps to DIR, fuses them with torch in the two orders that published numbers differ in, and has our benchmark
program do the same (build it first: dotnet build -c Release benchmarks/Ade20kEval.Benchmarks). Prints seconds an image, the
smallest of the rounds: by the clock and of the processor, the latter being the steadier on a busy machine; and in how many
pixels the labels differ.
"""

import argparse
import json
import os
import subprocess
import time

os.environ["OMP_NUM_THREADS"] = "1"

import numpy as np  # noqa: E402  (after the variable that it reads)
import torch  # noqa: E402
import torch.nn.functional as F  # noqa: E402

WIDTH, HEIGHT, CLASSES = 683, 512, 150
SCALES = (0.5, 0.75, 1.0, 1.25, 1.5, 1.75)
DEFAULT_OURS = os.path.join(os.path.dirname(__file__), "../Ade20kEval.Benchmarks/bin/Release/net10.0/Ade20kEval.Benchmarks.dll")


def make_views(noise):
    """Noise, or regions of one class each with noise on top; torch does the same work for both."""
    generator = np.random.default_rng(20213)
    views = []
    for scale in SCALES:
        rows, columns = -int(-HEIGHT * scale // 8), -int(-WIDTH * scale // 8)
        view = generator.uniform(-3, 3, (CLASSES, rows, columns)).astype(np.float32)
        if not noise:
            y, x = np.mgrid[0:rows, 0:columns]
            region = (y * 6 // rows) * 8 + (x * 8 + y * 2) // columns
            view[region * 37 % CLASSES, y, x] += 8
        views.append(view)
    return views


def resize(scores):
    return F.interpolate(scores, size=(HEIGHT, WIDTH), mode="bilinear", align_corners=False)


def resize_then_softmax(views):
    total = torch.zeros((1, CLASSES, HEIGHT, WIDTH))
    for view in views:
        total += torch.softmax(resize(view), dim=1) / len(views)
    return total.argmax(dim=1)


def softmax_then_resize(views):
    total = torch.zeros((1, CLASSES, HEIGHT, WIDTH))
    for view in views:
        total += resize(torch.softmax(view, dim=1)) / len(views)
    return total.argmax(dim=1)


def measure(fuse, views, rounds):
    labels = fuse(views)
    wall, processor = [], []
    for _ in range(rounds):
        wall_start, processor_start = time.perf_counter(), time.thread_time()
        fuse(views)
        wall.append(time.perf_counter() - wall_start)
        processor.append(time.thread_time() - processor_start)
    return labels[0].numpy().astype(np.uint8), min(wall), min(processor)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("directory")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--noise", action="store_true")
    parser.add_argument("--ours", default=DEFAULT_OURS)
    arguments = parser.parse_args()
    os.makedirs(arguments.directory, exist_ok=True)
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)

    arrays = make_views(arguments.noise)
    for i, array in enumerate(arrays):
        np.save(os.path.join(arguments.directory, f"view{i}.npy"), array)
    views = [torch.from_numpy(array)[None] for array in arrays]
    print(f"torch {torch.__version__}, {torch.get_num_threads()} thread, {sum(a.nbytes for a in arrays) / 1e6:.1f} MB of scores")

    theirs = {}
    for name, fuse in (("mmseg", resize_then_softmax), ("semseg", softmax_then_resize)):
        labels, wall, processor = measure(fuse, views, arguments.rounds)
        np.save(os.path.join(arguments.directory, f"{name}.npy"), labels)
        theirs[name] = (wall, processor)

    command = ["dotnet", arguments.ours, "fusion", arguments.directory, "--rounds", str(4 * arguments.rounds)]
    for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines():
        ours = json.loads(line)
        wall, processor = theirs[ours["rule"]]
        print(
            f"{ours['rule']:7} {ours['kernel']:10} torch {wall:.3f} s (processor {processor:.3f} s)   "
            f"ours {ours['seconds']:.4f} s (processor {ours['processorSeconds']:.4f} s)   "
            f"{wall / ours['seconds']:.0f} x (processor {processor / ours['processorSeconds']:.0f} x)   "
            f"{ours['differingPixels']} of {WIDTH * HEIGHT} labels differ, {ours['megabytes']:.0f} MB of buffers"
        )


if __name__ == "__main__":
    main()
