"""The wheel, installed where nothing else is."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from conftest import REPOSITORY

CODE = """
import ade20k_eval, numpy, sys, warnings
warnings.simplefilter("ignore", ade20k_eval.DataWarning)      # two pixels are few
assert "site-packages" in ade20k_eval.__file__, ade20k_eval.__file__
evaluator = ade20k_eval.Evaluator()
evaluator.add(numpy.array([[1, 2]]), numpy.array([[1, 1]]))
print(ade20k_eval.library_version(), evaluator.compute().pixel_accuracy, "torch" in sys.modules, "pandas" in sys.modules)
"""


@pytest.fixture(scope="module")
def wheel():
    found = sorted((REPOSITORY / "artifacts/python").glob("*.whl"))
    if not found:
        pytest.skip("no wheel was built (src/python/build.sh)")
    return found[-1]


def test_it_installs_into_a_clean_environment_and_works(wheel, tmp_path):
    made = subprocess.run([sys.executable, "-m", "venv", "--system-site-packages", tmp_path / "venv"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if made.returncode != 0:
        pytest.skip(f"no environment can be made here (Debian: python3-venv): {made.stdout.strip()[:200]}")
    python = tmp_path / "venv/bin/python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", wheel], check=True)
    done = subprocess.run([python, "-I", "-c", CODE], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path, env={key: value for key, value in os.environ.items() if key != "ADE20K_EVAL_LIBRARY"})
    listed = subprocess.run([python, "-m", "pip", "show", "-f", "ade20k-eval"], stdout=subprocess.PIPE, text=True, check=True).stdout
    assert "libade20k_eval.so" in listed and "py.typed" in listed and "LICENSE" in listed and "bin/ade20k-eval" not in listed
    assert (done.stdout, done.stderr) == ("0.1.0 0.5 False False\n", "")


@pytest.fixture(scope="module")
def full_wheel():
    found = sorted((REPOSITORY / "artifacts/python/full").glob("*.whl"))
    if not found:
        pytest.skip("no wheel with the executable was built (src/python/build.sh --executable DIR)")
    return found[-1]


def test_one_with_the_executable_brings_the_command_along(full_wheel, tmp_path, samples):
    made = subprocess.run([sys.executable, "-m", "venv", "--system-site-packages", tmp_path / "venv"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if made.returncode != 0:
        pytest.skip(f"no environment can be made here (Debian: python3-venv): {made.stdout.strip()[:200]}")
    subprocess.run([tmp_path / "venv/bin/python", "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", full_wheel], check=True)
    done = subprocess.run([tmp_path / "venv/bin/ade20k-eval", "score", samples / "predictions/strong", samples / "ground-truth"], stdout=subprocess.PIPE, text=True, check=True)
    assert "mean IoU              62.41 %" in done.stdout
    refused = subprocess.run([tmp_path / "venv/bin/ade20k-eval", "score"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert refused.returncode == 2
    code = f"import ade20k_eval; print(ade20k_eval.report(ade20k_eval.score({str(samples / 'predictions/strong')!r}, {str(samples / 'ground-truth')!r}), {str(tmp_path / 'report')!r}))"
    bare = {key: value for key, value in os.environ.items() if not key.startswith("ADE20K")}
    written = subprocess.run([tmp_path / "venv/bin/python", "-I", "-c", code], stdout=subprocess.PIPE, text=True, check=True, cwd=tmp_path, env={**bare, "PATH": "/nowhere"})
    assert "report.html" in written.stdout


def test_its_tag_promises_no_older_system_than_the_library_runs_on(wheel):
    objdump = shutil.which("objdump")
    if objdump is None:
        pytest.skip("objdump is not installed (Debian: binutils)")
    symbols = subprocess.run([objdump, "-T", REPOSITORY / "artifacts/python/libade20k_eval.so"], stdout=subprocess.PIPE, text=True, check=True).stdout
    needed = max(tuple(map(int, version.split("."))) for version in re.findall(r"GLIBC_(\d+\.\d+)", symbols))
    promised = tuple(map(int, re.search(r"py3-none-manylinux_(\d+)_(\d+)_x86_64", wheel.name).groups()))
    assert promised == needed
