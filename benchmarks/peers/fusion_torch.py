"""Times torch on the fusion that FusionBenchmarks times: six scales of stride-8 score maps, 150 classes, one thread.

Usage: python3 fusion_torch.py [runs]
Prints the best and the mean seconds an image of the two orders, on noise and on regions, whichever makes no difference to torch.
"""

import sys
import time

import torch
import torch.nn.functional as F

WIDTH, HEIGHT, CLASSES = 683, 512, 150
SCALES = (0.5, 0.75, 1.0, 1.25, 1.5, 1.75)


def make_views():
    generator = torch.Generator().manual_seed(20213)
    views = []
    for scale in SCALES:
        rows, columns = -int(-HEIGHT * scale // 8), -int(-WIDTH * scale // 8)
        views.append(torch.rand((1, CLASSES, rows, columns), generator=generator) * 6 - 3)
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


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
    views = make_views()
    print(f"torch {torch.__version__}, {torch.get_num_threads()} thread, {sum(v.numel() for v in views) * 4 / 2**20:.1f} MB of scores")
    for fuse in (resize_then_softmax, softmax_then_resize):
        fuse(views)
        wall, cpu = [], []
        for _ in range(runs):
            wall_start, cpu_start = time.perf_counter(), time.thread_time()
            fuse(views)
            wall.append(time.perf_counter() - wall_start)
            cpu.append(time.thread_time() - cpu_start)
        print(f"{fuse.__name__}: best {min(wall):.3f} s an image (processor time {min(cpu):.3f} s), mean {sum(wall) / runs:.3f} s")


if __name__ == "__main__":
    main()
