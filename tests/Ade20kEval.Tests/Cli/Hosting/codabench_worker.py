"""What Codabench's worker does with a bundle and a submission, step by step, in a folder instead of /app.

usage: codabench_worker.py BUNDLE.zip SUBMISSION.zip EMPTY_FOLDER
"""
import json
import os
import re
import shlex
import subprocess
import sys
import zipfile

bundle, submission, app = sys.argv[1:]
top = os.path.join(app, "bundle")
zipfile.ZipFile(bundle).extractall(top)
yaml = open(os.path.join(top, "competition.yaml"), encoding="utf-8").read()
missing = [
    name
    for name in re.findall(r"^\s*(?:- )?(?:image|terms|file|scoring_program|reference_data|starting_kit): (\S+)$", yaml, re.M)
    if not os.path.exists(os.path.join(top, name)) or (os.path.isfile(os.path.join(top, name)) and not os.path.getsize(os.path.join(top, name)))
]


def unpack(folder, where):
    # Folders are stored as zips and unpacked by Python: what is executable is no longer.
    packed = os.path.join(app, "packed.zip")
    with zipfile.ZipFile(packed, "w") as file:
        for parent, _, names in os.walk(folder):
            for name in names:
                path = os.path.join(parent, name)
                file.write(path, os.path.relpath(path, folder))
    zipfile.ZipFile(packed).extractall(where)


unpack(os.path.join(top, "scoring_program"), os.path.join(app, "program"))
unpack(os.path.join(top, "reference_data"), os.path.join(app, "input", "ref"))
zipfile.ZipFile(submission).extractall(os.path.join(app, "input", "res"))
os.makedirs(os.path.join(app, "output"))
os.makedirs(os.path.join(app, "shared"))
command = re.match(r"command: (.*)", open(os.path.join(app, "program", "metadata.yaml"), encoding="utf-8").read()).group(1)
run = subprocess.run(
    shlex.split(command),
    cwd=os.path.join(app, "program"),
    env={"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "PYTHONUNBUFFERED": "1", "http_proxy": "", "https_proxy": ""},
    stdout=subprocess.PIPE,
    stderr=subprocess.PIPE,
    timeout=60,
)
scores = os.path.join(app, "output", "scores.json")
page = os.path.join(app, "output", "detailed_results.html")
print(json.dumps({
    "missing": missing,
    "executable": os.access(os.path.join(app, "program", "ade20k-eval"), os.X_OK) and os.stat(os.path.join(app, "program", "ade20k-eval")).st_mode & 0o111 != 0,
    "exit": run.returncode,
    "stdout": run.stdout.decode(),
    "stderr": run.stderr.decode(),
    "output": sorted(os.listdir(os.path.join(app, "output"))),
    "page": open(page, encoding="utf-8").read() if os.path.exists(page) else None,
    "scores": json.load(open(scores, encoding="utf-8"), parse_constant=lambda word: "refused: " + word) if os.path.exists(scores) else None,
}))
