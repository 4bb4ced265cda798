"""What EvalAI's worker does with a bundle and a submission, step by step.

usage: evalai_worker.py BUNDLE.zip SUBMISSION.zip EMPTY_FOLDER hosted|remote
"""
import importlib
import io
import json
import os
import re
import sys
import traceback
import zipfile

bundle, submission, app, way = sys.argv[1:]
zipfile.ZipFile(bundle).extractall(app)
yaml = open(os.path.join(app, "challenge_config.yaml"), encoding="utf-8").read()
missing = [
    name
    for name in re.findall(r"^\s*(?:- )?(?:image|description|evaluation_details|terms_and_conditions|submission_guidelines|evaluation_script|test_annotation_file): ([a-z_./-]+)$", yaml, re.M)
    if not os.path.isfile(os.path.join(app, name)) or not os.path.getsize(os.path.join(app, name))
]
package = os.path.join(app, "code", "challenge_1")
zipfile.ZipFile(os.path.join(app, "evaluation_script.zip")).extractall(package)
open(os.path.join(app, "code", "__init__.py"), "w").close()
sys.path.insert(0, app)
module = importlib.import_module("code.challenge_1") if "code" not in sys.modules else None
if module is None:
    del sys.modules["code"]
    module = importlib.import_module("code.challenge_1")
annotations = os.path.join(app, "annotations", "ground-truth.zip")
out, err = io.StringIO(), io.StringIO()
streams = sys.stdout, sys.stderr
sys.stdout, sys.stderr = out, err
answer = None
try:
    if way == "remote":
        answer = module.evaluate(submission, "phase1", test_annotation_file=annotations)
    else:
        answer = module.evaluate(annotations, submission, "phase1", submission_metadata={})
except Exception:
    sys.stderr.write(traceback.format_exc())
finally:
    sys.stdout, sys.stderr = streams
print(json.dumps({"missing": missing, "answer": answer, "stdout": out.getvalue(), "stderr": err.getvalue()}))
