"""The header, as a C compiler and valgrind see it."""

import os
import shutil
import subprocess

import pytest
from conftest import REPOSITORY

HEADER = REPOSITORY / "src/Ade20kEval.Native"


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        pytest.skip("there is no C compiler (Debian: gcc)")
    from ade20k_eval import _library

    folder = tmp_path_factory.mktemp("c")
    shutil.copy(_library._find(), folder / "libade20k_eval.so")
    source = REPOSITORY / "tests/python/native.c"
    command = [compiler, "-std=c99", "-O1", "-g", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-I", str(HEADER), str(source), "-o", str(folder / "program")]
    subprocess.run([*command, "-L", str(folder), "-lade20k_eval", "-lm", "-Wl,-rpath," + str(folder)], check=True)
    return folder / "program"


def test_a_program_does_all_that_the_header_says(program, samples):
    done = subprocess.run([program, samples / "predictions/strong", samples / "ground-truth"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "done\n", "")


def test_valgrind_finds_nothing_lost_and_nothing_read_that_was_not_written(program, samples, tmp_path):
    valgrind = shutil.which("valgrind")
    if valgrind is None:
        pytest.skip("valgrind is not installed (Debian: valgrind)")
    # .NET reserves more memory than valgrind has, unless told how much there may be. What its threads hold at the end is reachable and no loss.
    command = [valgrind, "--error-exitcode=9", "--leak-check=full", "--errors-for-leak-kinds=definite,indirect", f"--log-file={tmp_path}/log", program]
    done = subprocess.run([*command, samples / "predictions/strong", samples / "ground-truth"], env={**os.environ, "DOTNET_GCHeapHardLimit": "0x10000000"}, timeout=120)
    assert done.returncode == 0, (tmp_path / "log").read_text()


def test_the_header_is_c_plus_plus_too(tmp_path):
    compiler = shutil.which("g++")
    if compiler is None:
        pytest.skip("there is no C++ compiler (Debian: g++)")
    (tmp_path / "use.cpp").write_text('#include "ade20k_eval.h"\nint main() { return ade20k_abi() == ADE20K_EVAL_ABI ? 0 : 1; }\n')
    subprocess.run([compiler, "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-c", "-I", str(HEADER), str(tmp_path / "use.cpp"), "-o", str(tmp_path / "use.o")], check=True)


def test_every_function_of_the_header_is_in_the_library_and_called_by_the_package():
    import ctypes
    import re

    from ade20k_eval import _library

    declared = set(re.findall(r"\b(ade20k_\w+)\(", re.sub(r"/\*.*?\*/", "", (HEADER / "ade20k_eval.h").read_text(), flags=re.S)))
    loaded = ctypes.CDLL(str(_library._find()))
    assert len(declared) == 24
    assert [name for name in declared if not hasattr(loaded, name)] == []
    source = (REPOSITORY / "src/python/src/ade20k_eval/_library.py").read_text()
    assert [name for name in declared if name not in source] == []


def test_the_library_exports_what_the_header_declares_and_nothing_else_of_ours():
    import re

    from ade20k_eval import _library

    nm = shutil.which("nm")
    if nm is None:
        pytest.skip("nm is not installed (Debian: binutils)")
    declared = set(re.findall(r"\b(ade20k_\w+)\(", re.sub(r"/\*.*?\*/", "", (HEADER / "ade20k_eval.h").read_text(), flags=re.S)))
    listed = subprocess.run([nm, "-D", "--defined-only", _library._find()], stdout=subprocess.PIPE, text=True, check=True).stdout
    assert {name for name in re.findall(r"\bade20k_\w+", listed)} == declared
