#!/usr/bin/python3
"""Times ade20k-eval against what people do in Python, on the same files, in one run, and prints ratios.

    dotnet build -c Release
    dotnet run -c Release --project benchmarks/Ade20kEval.Benchmarks -- generate /tmp/set --pairs 2000
    apt-get install python3-numpy python3-opencv python3-pil python3-torch
    /usr/bin/python3 benchmarks/peers/compare.py /tmp/set

Ours is timed as a whole process: start-up, pairing, reading, counting, scores, JSON, exit. The peers get their imports and
processes for nothing: their clock starts when all workers are ready. Rounds alternate, so that a busy moment of the machine
hits everybody; the smallest time of each counts. Processor time (user + system, all processes) stands beside the time on the
clock: on a busy machine it is the steadier of the two. All must agree on the pixel accuracy, or there is nothing to compare.
"""
import argparse
import json
import multiprocessing
import os
import platform
import resource
import subprocess
import sys
import time

CLASSES = 150
IGNORED = 255


def warm_opencv():
    import cv2
    cv2.setNumThreads(1)
    import numpy  # noqa: F401


def opencv_bincount(pairs):
    """Decode with OpenCV; one bincount of 151 x truth + guess."""
    import cv2
    import numpy
    side = CLASSES + 1
    total = numpy.zeros(side * side, dtype=numpy.int64)
    for truth_path, guess_path in pairs:
        truth = cv2.imread(truth_path, cv2.IMREAD_UNCHANGED)
        guess = cv2.imread(guess_path, cv2.IMREAD_UNCHANGED)
        joint = truth.astype(numpy.int64).ravel() * side + guess.ravel()
        total += numpy.bincount(joint, minlength=side * side)
    matrix = total.reshape(side, side)[1:]
    return int(matrix[:, 1:].trace()), int(matrix.sum())


def warm_torch():
    import torch
    torch.set_num_threads(1)
    import numpy  # noqa: F401
    from PIL import Image  # noqa: F401


def pillow_histc(pairs):
    """Decode with Pillow; labels shifted to 0..149 with 255 ignored; three torch.histc of float32, summed in float32."""
    import numpy
    import torch
    from PIL import Image

    def indices(path):
        with Image.open(path) as image:
            labels = numpy.asarray(image).squeeze().astype(numpy.uint8)
        labels[labels == 0] = IGNORED
        labels = labels - 1
        labels[labels == IGNORED - 1] = IGNORED
        return torch.from_numpy(labels)

    def histogram(values):
        return torch.histc(values.float(), bins=CLASSES, min=0, max=CLASSES - 1)

    intersections = torch.zeros(CLASSES)
    labelled = torch.zeros(CLASSES)
    predicted = torch.zeros(CLASSES)
    for truth_path, guess_path in pairs:
        truth = indices(truth_path)
        guess = indices(guess_path)
        seen = truth != IGNORED
        guess = guess[seen]
        truth = truth[seen]
        intersections += histogram(guess[guess == truth])
        predicted += histogram(guess)
        labelled += histogram(truth)
    return intersections.double().sum().item(), labelled.double().sum().item()


PEERS = [
    ("OpenCV decode + numpy.bincount", warm_opencv, opencv_bincount),
    ("Pillow decode + torch.histc, as mmsegmentation counts", warm_torch, pillow_histc),
]


def serve(warm, work, pairs, connection):
    """One worker process: gets ready, says so, then works whenever told."""
    warm()
    work(pairs[:2])
    connection.send("ready")
    while connection.recv() == "go":
        start = time.process_time()
        correct, labelled = work(pairs)
        connection.send((correct, labelled, time.process_time() - start))


class Peer:
    def __init__(self, warm, work, pairs, processes):
        # Spawned, not forked, so that no peer runs with the other's libraries loaded.
        context = multiprocessing.get_context("spawn")
        self.ends = []
        self.workers = []
        for i in range(processes):
            here, there = context.Pipe()
            worker = context.Process(target=serve, args=(warm, work, pairs[i::processes], there), daemon=True)
            worker.start()
            self.ends.append(here)
            self.workers.append(worker)
        for end in self.ends:
            end.recv()

    def run(self):
        start = time.perf_counter()
        for end in self.ends:
            end.send("go")
        parts = [end.recv() for end in self.ends]
        seconds = time.perf_counter() - start
        cpu_seconds = sum(part[2] for part in parts)
        return seconds, cpu_seconds, sum(part[0] for part in parts) / sum(part[1] for part in parts)

    def stop(self):
        for end in self.ends:
            end.send("stop")
        for worker in self.workers:
            worker.join()


def run_ours(tool, predictions, truth, processes):
    def children_seconds():
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    cpu_start = children_seconds()
    start = time.perf_counter()
    done = subprocess.run(
        [tool, "score", predictions, truth, "--json", "--workers", str(processes)], stdout=subprocess.PIPE, check=True)
    seconds = time.perf_counter() - start
    return seconds, children_seconds() - cpu_start, json.loads(done.stdout)["scores"]["sceneparse"]["pixelAccuracy"]


def processor():
    try:
        with open("/proc/cpuinfo", encoding="ascii", errors="replace") as lines:
            return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def versions():
    import cv2
    import numpy
    import PIL
    import torch
    return f"Python {platform.python_version()}, NumPy {numpy.__version__}, OpenCV {cv2.__version__}, Pillow {PIL.__version__}, PyTorch {torch.__version__}"


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    default_tool = os.path.join(here, "..", "..", "src", "Ade20kEval.Cli", "bin", "Release", "net10.0", "ade20k-eval")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="as written by the benchmarks' command generate")
    parser.add_argument("--model", default="strong", help="which folder of predictions (default: strong)")
    parser.add_argument("--processes", type=int, default=os.cpu_count(), help="workers of everybody (default: processors)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pairs", type=int, default=None, help="peers work on this many pairs only, their time is per pair (default: all)")
    parser.add_argument("--tool", default=os.path.normpath(default_tool), help="the executable ade20k-eval (default: the Release build)")
    options = parser.parse_args()

    truth = os.path.join(options.folder, "ground-truth")
    predictions = os.path.join(options.folder, "predictions", options.model)
    names = sorted(name for name in os.listdir(truth) if name.endswith(".png"))
    pairs = [(os.path.join(truth, name), os.path.join(predictions, name)) for name in names]
    measured = pairs[:options.pairs]

    rows = []
    ours = ours_cpu = float("inf")
    for name, warm, work in PEERS:
        peer = Peer(warm, work, measured, options.processes)
        best = best_cpu = float("inf")
        for _ in range(options.rounds):
            seconds, cpu_seconds, expected = run_ours(options.tool, predictions, truth, options.processes)
            ours = min(ours, 1000 * seconds / len(pairs))
            ours_cpu = min(ours_cpu, 1000 * cpu_seconds / len(pairs))
            seconds, cpu_seconds, accuracy = peer.run()
            best = min(best, 1000 * seconds / len(measured))
            best_cpu = min(best_cpu, 1000 * cpu_seconds / len(measured))
        peer.stop()
        if len(measured) == len(pairs) and abs(accuracy - expected) > 1e-5:     # the second peer sums in float32
            sys.exit(f"{name} finds pixel accuracy {accuracy!r}, ade20k-eval {expected!r}: not the same work")
        rows.append((name, best, best_cpu))

    print(f"{len(pairs)} pairs, {options.processes} process(es) each; {processor()}")
    print(versions())
    print()
    print("| | ms a pair | x ours | processor ms a pair | x ours |")
    print("|---|---:|---:|---:|---:|")
    for name, milliseconds, cpu in [("ade20k-eval score, whole process", ours, ours_cpu)] + rows:
        print(f"| {name} | {milliseconds:.3f} | {milliseconds / ours:.1f} | {cpu:.3f} | {cpu / ours_cpu:.1f} |")


if __name__ == "__main__":
    main()
