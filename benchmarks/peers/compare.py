#!/usr/bin/python3
"""Times ade20k-eval against what people do in Python, on the same files, in one run, and prints ratios.

    dotnet build -c Release
    dotnet run -c Release --project benchmarks/Ade20kEval.Benchmarks -- generate /tmp/set --pairs 2000
    apt-get install python3-numpy python3-opencv python3-pil python3-torch
    /usr/bin/python3 benchmarks/peers/compare.py /tmp/set

Add --tool PATH to time another executable than the Release build, such as a published one; repeat it to time several side by side.

Ours is timed as a whole process: start-up, pairing, reading, counting, scores, table, exit. The peers are timed twice. As whole
processes: a fresh interpreter imports what it needs, forks its workers, adds up their counts and exits. And once all is
imported and all workers stand ready, so that only the work itself is timed. Rounds alternate, so that a busy moment of the
machine hits everybody; the smallest time of each counts. Processor time (user + system, all processes) stands beside the time
on the clock: on a busy machine it is the steadier of the two. All must agree on the pixel accuracy, or there is nothing to
compare.
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


def run_command(command):
    def children_seconds():
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    cpu_start = children_seconds()
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return time.perf_counter() - start, children_seconds() - cpu_start, done.stdout


def run_ours(tool, predictions, truth, processes):
    command = [tool, "score", predictions, truth, "--workers", str(processes)]
    return run_command(command)[:2]


def accuracy_of_ours(tool, predictions, truth):
    done = subprocess.run([tool, "score", predictions, truth, "--json"], stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)["scores"]["sceneparse"]["pixelAccuracy"]


def run_whole(name, options):
    """A peer as a process of its own, imports and all."""
    command = [sys.executable, os.path.abspath(__file__), options.folder, "--model", options.model,
               "--processes", str(options.processes), "--as", name]
    if options.pairs is not None:
        command += ["--pairs", str(options.pairs)]
    seconds, cpu_seconds, output = run_command(command)
    return seconds, cpu_seconds, float(output)


def be_peer(name, pairs, processes):
    """What the process of run_whole does."""
    _, warm, work = next(peer for peer in PEERS if peer[0] == name)
    warm()
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        parts = pool.map(work, [pairs[i::processes] for i in range(processes)])
    print(repr(sum(part[0] for part in parts) / sum(part[1] for part in parts)))


class Best:
    """The smallest times seen, in milliseconds a pair."""

    def __init__(self):
        self.clock = self.cpu = float("inf")

    def add(self, seconds, cpu_seconds, pairs):
        self.clock = min(self.clock, 1000 * seconds / pairs)
        self.cpu = min(self.cpu, 1000 * cpu_seconds / pairs)


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
    parser.add_argument("--tool", action="append", help="an executable ade20k-eval; repeat it for several, the first is the measure (default: the Release build)")
    parser.add_argument("--as", dest="peer", help=argparse.SUPPRESS)     # be this peer, as a whole process
    options = parser.parse_args()
    tools = options.tool or [os.path.normpath(default_tool)]

    truth = os.path.join(options.folder, "ground-truth")
    predictions = os.path.join(options.folder, "predictions", options.model)
    names = sorted(name for name in os.listdir(truth) if name.endswith(".png"))
    pairs = [(os.path.join(truth, name), os.path.join(predictions, name)) for name in names]
    measured = pairs[:options.pairs]

    if options.peer is not None:
        be_peer(options.peer, measured, options.processes)
        return

    rows = []
    ours = Best()
    others = [Best() for _ in tools[1:]]
    expected = accuracy_of_ours(tools[0], predictions, truth)
    for name, warm, work in PEERS:
        peer = Peer(warm, work, measured, options.processes)
        ready, whole = Best(), Best()
        for _ in range(options.rounds):
            for tool, best in zip(tools, [ours] + others):
                best.add(*run_ours(tool, predictions, truth, options.processes), len(pairs))
            seconds, cpu_seconds, accuracy = peer.run()
            ready.add(seconds, cpu_seconds, len(measured))
            seconds, cpu_seconds, again = run_whole(name, options)
            whole.add(seconds, cpu_seconds, len(measured))
            if len(measured) == len(pairs) and max(abs(accuracy - expected), abs(again - expected)) > 1e-5:     # one peer sums in float32
                sys.exit(f"{name} finds pixel accuracy {accuracy!r} and {again!r}, ade20k-eval {expected!r}: not the same work")
        peer.stop()
        rows += [(f"{name}, whole process", whole), (f"{name}, once all is imported", ready)]

    print(f"{len(pairs)} pairs, {options.processes} process(es) each; {processor()}")
    print(versions())
    print()
    print("| | ms a pair | x ours | processor ms a pair | x ours |")
    print("|---|---:|---:|---:|---:|")
    names = ["ade20k-eval score, whole process" + (f" ({tool})" if len(tools) > 1 else "") for tool in tools]
    for name, best in list(zip(names, [ours] + others)) + rows:
        print(f"| {name} | {best.clock:.3f} | {best.clock / ours.clock:.1f} | {best.cpu:.3f} | {best.cpu / ours.cpu:.1f} |")


if __name__ == "__main__":
    main()
