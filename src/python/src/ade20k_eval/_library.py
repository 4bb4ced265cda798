"""The shared library and its functions. ctypes gives the interpreter's lock back for as long as a function runs."""

import ctypes
import json
import os
import platform
import sys
from pathlib import Path
from typing import Any, Dict, Optional

from ._errors import BY_STATUS, EnvironmentFailure, InternalError

ABI = 1
"""The version of the C interface (``ade20k_eval.h``) that this package calls."""

_NAME = "libade20k_eval.so"


class Map(ctypes.Structure):
    """``ade20k_map``"""

    _fields_ = [
        ("pixels", ctypes.c_void_p), ("width", ctypes.c_int32), ("height", ctypes.c_int32), ("row_stride", ctypes.c_int64),
        ("element", ctypes.c_int32), ("reserved", ctypes.c_int32),
    ]


class ScoreMap(ctypes.Structure):
    """``ade20k_view``"""

    _fields_ = [
        ("scores", ctypes.c_void_p), ("classes", ctypes.c_int32), ("height", ctypes.c_int32), ("width", ctypes.c_int32),
        ("element", ctypes.c_int32), ("flipped", ctypes.c_int32), ("reserved", ctypes.c_int32), ("weight", ctypes.c_double),
    ]


_P, _S, _Z = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t
_OUT = ctypes.POINTER(ctypes.c_void_p)
_MAP = ctypes.POINTER(Map)

# Arguments of every function that returns a status, without the error at its end.
_SIGNATURES = {
    "ade20k_catalog": [_OUT],
    "ade20k_advise": [_S, _OUT],
    "ade20k_evaluator_create": [_S, _OUT],
    "ade20k_evaluator_add": [_P, _S, _MAP, _MAP],
    "ade20k_evaluator_add_batch": [_P, ctypes.c_int32, ctypes.POINTER(_S), _MAP, _MAP],
    "ade20k_evaluator_count": [_P, ctypes.POINTER(ctypes.c_int64)],
    "ade20k_evaluator_merge": [_P, _P, ctypes.c_int32],
    "ade20k_evaluator_reset": [_P],
    "ade20k_evaluator_save": [_P, _OUT],
    "ade20k_evaluator_load": [_P, _S, _Z],
    "ade20k_evaluator_scores": [_P, _S, _OUT],
    "ade20k_evaluator_run": [_P, _S, _OUT],
    "ade20k_score": [_S, _S, _S, _OUT],
    "ade20k_rescore": [_S, _Z, _S, _OUT],
    "ade20k_compare": [_S, _Z, _S, _Z, _S, _OUT],
    "ade20k_instances": [_S, _S, _S, _OUT],
    "ade20k_panoptic": [_S, _S, _S, _OUT],
    "ade20k_fuse": [ctypes.POINTER(ScoreMap), ctypes.c_int32, ctypes.c_int32, ctypes.c_int32, _S, _P],
}

# What the library looks for when it takes a digest of files, in this order.
_OPENSSL = ("libssl.so.3", "libssl.so.1.1", "libssl.so.1.0.2", "libssl.so.1.0.0", "libssl.so.10")

_library: Optional[ctypes.CDLL] = None


def _find() -> Path:
    given = os.environ.get("ADE20K_EVAL_LIBRARY")
    return Path(given) if given else Path(__file__).with_name(_NAME)


def _require_processor() -> None:
    # The library would end the process on a processor without them.
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return
    try:
        flags = Path("/proc/cpuinfo").read_text(errors="replace").split("flags", 1)[-1].split("\n", 1)[0].split()
    except OSError:
        return
    missing = [flag for flag in ("avx2", "bmi1", "bmi2", "fma") if flags and flag not in flags]
    if missing:
        raise EnvironmentFailure(f"This processor lacks {', '.join(missing)}, for which {_NAME} is compiled (x86-64-v3).")


def library() -> ctypes.CDLL:
    """The library, loaded when it is first needed."""
    global _library
    if _library is None:
        path = _find()
        if not path.exists():
            raise EnvironmentFailure(
                f"{path}: the library is not there. The package's wheel brings it; from a clone, src/python/build.sh makes both. "
                "The environment variable ADE20K_EVAL_LIBRARY names another place.")
        _require_processor()
        try:
            loaded = ctypes.CDLL(str(path))
        except OSError as failure:
            raise EnvironmentFailure(f"{path}: the library cannot be loaded: {failure}") from failure
        loaded.ade20k_abi.restype = ctypes.c_int32
        if loaded.ade20k_abi() != ABI:
            raise EnvironmentFailure(f"{path}: the library has interface {loaded.ade20k_abi()}; this package calls {ABI}. Install both from one wheel.")
        for name, arguments in _SIGNATURES.items():
            function = getattr(loaded, name)
            function.restype = ctypes.c_int32
            function.argtypes = [*arguments, _OUT]
        loaded.ade20k_version.restype = ctypes.c_char_p
        loaded.ade20k_text_bytes.argtypes, loaded.ade20k_text_bytes.restype = [_P], _P
        loaded.ade20k_text_size.argtypes, loaded.ade20k_text_size.restype = [_P], _Z
        loaded.ade20k_text_free.argtypes, loaded.ade20k_text_free.restype = [_P], None
        loaded.ade20k_evaluator_free.argtypes, loaded.ade20k_evaluator_free.restype = [_P], None
        _library = loaded
    return _library


def require_openssl() -> None:
    """Says what is missing where the library, for want of OpenSSL, would end the process."""
    try:
        import _ssl  # noqa: F401  an environment's own OpenSSL, which no other search would find
    except ImportError:
        pass
    for name in _OPENSSL:
        try:
            ctypes.CDLL(name)
            return
        except OSError:
            continue
    raise EnvironmentFailure(f"Digests of files need OpenSSL, and none is here ({', '.join(_OPENSSL[:2])}). Debian: libssl3. Arrays are counted without: Evaluator(digests=False).")


def library_version() -> str:
    """The version of the library."""
    return library().ade20k_version().decode()


def take(text: ctypes.c_void_p) -> bytes:
    """The bytes of a text of the library's, which is freed."""
    loaded = library()
    try:
        return ctypes.string_at(loaded.ade20k_text_bytes(text), loaded.ade20k_text_size(text))
    finally:
        loaded.ade20k_text_free(text)


def call(name: str, *arguments: Any) -> None:
    """Calls a function; its error is raised."""
    error = ctypes.c_void_p()
    status = getattr(library(), name)(*arguments, ctypes.byref(error))
    if status != 0:
        message = take(error).decode() if error else f"{name} failed with {status}"
        raise BY_STATUS.get(status, InternalError)(message)


def call_for_text(name: str, *arguments: Any) -> bytes:
    """Calls a function whose last output is a text."""
    text = ctypes.c_void_p()
    call(name, *arguments, ctypes.byref(text))
    return take(text)


def options(values: Dict[str, Any]) -> bytes:
    """Keyword arguments as the library takes options; those that are ``None`` are left to it."""
    return json.dumps({key: value for key, value in values.items() if value is not None}).encode()
