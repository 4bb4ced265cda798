"""Times pycocotools and Ade20kEval as whole processes on the same files, and compares the twelve figures.

Usage: python3 instances_pycocotools.py DIR [--rounds 3] [--ours ade20k-eval]

DIR holds gt.json and dt.json, as the benchmark program's `instances DIR` leaves them. Needs pycocotools. Prints seconds, the smallest of the
rounds, and the largest difference between figures.
"""

import argparse
import json
import os
import subprocess
import sys
import time

FIGURES = ["ap", "ap50", "ap75", "apSmall", "apMedium", "apLarge", "ar1", "ar10", "ar100", "arSmall", "arMedium", "arLarge"]


def peer(folder):
    """What the child process does: loads, evaluates, sums up, and prints the figures as its last line."""
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval

    truth = COCO(os.path.join(folder, "gt.json"))
    evaluation = COCOeval(truth, truth.loadRes(os.path.join(folder, "dt.json")), "segm")
    evaluation.evaluate()
    evaluation.accumulate()
    evaluation.summarize()
    print(json.dumps([float(value) for value in evaluation.stats]))


def best(command, rounds):
    """The least time of a process, and what it printed."""
    least, printed = float("inf"), ""
    for _ in range(rounds):
        start = time.perf_counter()
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        least = min(least, time.perf_counter() - start)
    return least, printed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--ours", default="ade20k-eval")
    parser.add_argument("--peer", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.peer:
        peer(arguments.folder)
        return
    files = [os.path.join(arguments.folder, name) for name in ("dt.json", "gt.json")]
    our_seconds, ours = best([arguments.ours, "instances", *files, "--ci", "none", "--json", "--quiet"], arguments.rounds)
    their_seconds, theirs = best([sys.executable, __file__, arguments.folder, "--peer"], arguments.rounds)
    summary = json.loads(ours)["summary"]
    figures = json.loads(theirs.strip().splitlines()[-1])
    difference = max(abs((-1 if summary[key] is None else summary[key]) - figure) for key, figure in zip(FIGURES, figures))
    print(f"Ade20kEval {our_seconds:.3f} s, pycocotools {their_seconds:.3f} s: {their_seconds / our_seconds:.1f} x")
    print(f"largest difference of the twelve figures: {difference:g}")


if __name__ == "__main__":
    main()
