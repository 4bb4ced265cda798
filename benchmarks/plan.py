"""What a large run costs, from measured rates: images x submissions on nodes that share a file system.

    python3 benchmarks/plan.py [IMAGES SUBMISSIONS NODES]

A calculation, not a measurement: each figure is what one resource alone would take, and the largest of them is when the run ends. Compare two ways to
divide the work: slices of the images, each with all submissions in one pass (ground truth is read once in all), and one task a submission (read once each).
"""
import sys

images, submissions, nodes = (int(word) for word in sys.argv[1:4]) if len(sys.argv) > 3 else (1_000_000, 100, 64)

# Measured on one core (README of the project, section Speed; ADE20K-sized masks of 512 x 683): a pair takes 144 us, of which reading, inflating,
# filters and digest are 117 for two masks; the rest is counting.
MASK, COUNT = 117e-6 / 2, 27e-6
# Measured: 100,000 names are listed, paired and digested in half a second of one core; names and entries take some 400 bytes.
NAME_SECONDS, NAME_BYTES = 5e-6, 400
# Assumed: a mask's file, cores of a node, and a shared file system of the middling kind.
FILE_BYTES, CORES = 14_000, 16
STORE_BYTES, STORE_OPENS, STORE_NAMES = 10e9, 50_000, 1_000_000   # a second


def show(title, tasks, truths, names_a_task):
    """truths: how often each ground truth is read in all; names_a_task: names that each task lists."""
    reads = images * (truths + submissions)
    at_once = min(tasks, nodes)
    rounds = -(-tasks // nodes)
    rows = {
        "decode and count, all cores": (images * truths * MASK + images * submissions * (MASK + COUNT)) / (at_once * CORES) * (rounds * at_once / tasks),
        "list and pair, each task on one core": rounds * names_a_task * NAME_SECONDS,
        "file system: bytes": reads * FILE_BYTES / STORE_BYTES,
        "file system: files opened": reads / STORE_OPENS,
        "file system: names listed": tasks * names_a_task / STORE_NAMES,
    }
    print(f"{title}: {tasks} tasks, {reads:,} files, {reads * FILE_BYTES / 1e12:.2f} TB, {names_a_task * NAME_BYTES / 1e9:.1f} GB of names in each task")
    worst = max(rows.values())
    for name, seconds in rows.items():
        print(f"  {name:40}{seconds:10,.0f} s{'   <- ends the run' if seconds == worst else ''}")


show("slices of the images, all submissions in one pass", nodes, 1, images * (submissions + 1))
show("one task a submission", submissions, submissions, 2 * images)
