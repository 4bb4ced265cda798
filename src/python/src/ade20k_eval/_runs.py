"""Figures, runs and comparisons."""

import json
import os
import tempfile
import warnings
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, TypeVar, Union

from ._errors import BadInput, BadUsage, DataWarning, EnvironmentFailure
from ._library import call_for_text, options

PathLike = Union[str, "os.PathLike[str]"]


class ClassScore(NamedTuple):
    """A class under the primary protocol: fractions in [0, 1], pixels, and images whose ground truth holds it."""

    index: int
    id: int
    name: str
    iou: Optional[float]
    accuracy: Optional[float]
    dice: Optional[float]
    precision: Optional[float]
    ground_truth_pixels: int
    predicted_pixels: int
    intersection_pixels: int
    image_count: int


class Interval(NamedTuple):
    """A 95 % interval."""

    low: float
    high: float


# What of a class is a fraction: JSON writes a whole one as 0 or 1.
_SHARES = ("iou", "accuracy", "dice", "precision")


def _number(value: Any, is_share: bool) -> Any:
    return float(value) if is_share and isinstance(value, int) else value


def _snake(key: str) -> str:
    return "".join("_" + c.lower() if c.isupper() else c for c in key)


def _camel(key: str) -> str:
    first, *rest = key.split("_")
    return first + "".join(part.capitalize() for part in rest)


class Scores:
    """What protocols say of pairs. Every figure of the primary protocol is an attribute: ``mean_iou``, ``pixel_accuracy``,
    ``challenge_score``, ``mean_accuracy``, ``frequency_weighted_iou``, ``mean_dice``, ``kappa``, ``matthews`` and those of its own.
    Fractions in [0, 1]; ``None`` where a figure is undefined.
    """

    def __init__(self, document: Dict[str, Any]) -> None:
        self._document = document

    @property
    def protocol(self) -> str:
        """The primary protocol's name."""
        return self._document["protocol"]

    @property
    def protocols(self) -> List[str]:
        """All protocols that were asked for, the primary one first."""
        return list(self._document["scores"])

    def under(self, protocol: str) -> Dict[str, Any]:
        """The figures of one of ``protocols``, by their keys in ``run.json``; ``{"error": why}`` where its original fails."""
        return dict(self._document["scores"][protocol])

    @property
    def classes(self) -> List[ClassScore]:
        """Every class, in order of its index."""
        return [ClassScore(*(_number(c.get(_camel(field)), field in _SHARES) for field in ClassScore._fields)) for c in self._document["classes"]]

    @property
    def warnings(self) -> List[str]:
        """What a person should know, with the keyword arguments that help."""
        return [call_for_text("ade20k_advise", warning.encode()).decode() for warning in self._document["warnings"]]

    def to_dict(self) -> Dict[str, Any]:
        """The primary protocol's figures by attribute name."""
        return {_snake(key): _number(value, key != "classesAveraged") for key, value in self.under(self.protocol).items()}

    def to_pandas(self) -> Any:
        """A table with a row for each class (needs pandas)."""
        import pandas

        return pandas.DataFrame([c._asdict() for c in self.classes], columns=list(ClassScore._fields)).set_index("index")

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        figures = self._document["scores"][self._document["protocol"]]
        if _camel(name) in figures:
            return _number(figures[_camel(name)], name != "classes_averaged")
        known = ", ".join(_snake(key) for key in figures)
        raise AttributeError(f"no figure is called {name}; protocol {self.protocol} has {known}")

    def __dir__(self) -> Iterator[str]:
        return iter([*super().__dir__(), *self.to_dict()])

    def __repr__(self) -> str:
        value = self.under(self.protocol).get("meanIou")
        return f"<{type(self).__name__} {self.protocol}: mean IoU {'undefined' if value is None else format(value, '.4f')}>"


AnyScores = TypeVar("AnyScores", bound=Scores)


def warn(scores: AnyScores) -> AnyScores:
    """Scores, once Python's ``warnings`` have what a person should know of them; told where the package was called."""
    for warning in scores.warnings:
        warnings.warn(warning, DataWarning, stacklevel=3)
    return scores


class Run(Scores):
    """A run document: scores, intervals, and the counts of every image, from which another protocol or a comparison is computed."""

    def __init__(self, text: Union[str, bytes], source: str = "run") -> None:
        self._text = text.encode() if isinstance(text, str) else bytes(text)
        try:
            document = json.loads(self._text)
        except ValueError as problem:
            raise BadInput(f"{source}: is no JSON ({problem}). Is it a run.json?") from problem
        schema = document.get("schema") if isinstance(document, dict) else None
        if schema != "ade20k-eval/run/1":
            raise BadInput(f"{source}: schema is {schema!r}; expected 'ade20k-eval/run/1'. Is it a run.json?")
        super().__init__(document)

    @classmethod
    def load(cls, path: PathLike) -> "Run":
        """Reads a ``run.json``."""
        if not isinstance(path, (str, os.PathLike)):
            raise BadUsage(f"A run is given as {type(path).__name__}; expected a Run, an Evaluator, or the path of a run.json.")     # open() takes numbers for open files
        with open(path, "rb") as file:
            return cls(file.read(), os.fspath(path))

    def save(self, path: PathLike) -> None:
        """Writes ``run.json``: all of it or nothing, over a file that is there."""
        path = os.fspath(path)
        folder = os.path.dirname(os.path.abspath(path))
        if not os.path.isdir(folder):
            raise EnvironmentFailure(f"{path}: there is no folder {folder} to write it into.")
        handle, part = tempfile.mkstemp(dir=folder, prefix=".ade20k-eval-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(self._text)
            umask = os.umask(0)
            os.umask(umask)
            os.chmod(part, 0o666 & ~umask)
            os.replace(part, path)
        except BaseException:
            os.unlink(part)
            raise

    def to_json(self) -> bytes:
        """The bytes of ``run.json``."""
        return self._text

    @property
    def document(self) -> Dict[str, Any]:
        """``run.json`` as Python objects."""
        return self._document

    def interval(self, figure: str) -> Optional[Interval]:
        """The 95 % interval of a figure under the primary protocol; ``None`` where there is none."""
        getattr(self, figure)      # tells which figures there are
        found = self._document.get("intervals", {}).get(self.protocol, {}).get(_camel(figure))
        return Interval(found["low"], found["high"]) if found else None

    def rescore(self, protocol: str, intervals: str = "jackknife") -> "Run":
        """The same counts under another protocol, or ``"all"``."""
        return Run(call_for_text("ade20k_rescore", self._text, len(self._text), options({"protocol": protocol, "intervals": intervals})))


class Difference(NamedTuple):
    """How much a figure of a run lies above the baseline's: a fraction, its interval, and the p-value of a randomisation test."""

    difference: float
    low: Optional[float]
    high: Optional[float]
    p: Optional[float]


class Comparison:
    """A run against a baseline over the same images. Every figure is an attribute that holds a ``Difference``: ``mean_iou``, ..."""

    def __init__(self, text: bytes) -> None:
        self._document = json.loads(text)
        self._differences = {
            item["metric"]: Difference(item["difference"], item["low"], item["high"], item["p"])
            for item in self._document["differences"] if not item.get("withoutRareClasses")
        }

    @property
    def document(self) -> Dict[str, Any]:
        """The document of ``compare --json`` as Python objects."""
        return self._document

    @property
    def warnings(self) -> List[str]:
        """What a person should know."""
        return list(self._document["warnings"])

    def to_pandas(self) -> Any:
        """A table with a row for each class (needs pandas)."""
        import pandas

        return pandas.DataFrame(self._document["classes"]).set_index("index")

    def __getattr__(self, name: str) -> Difference:
        if name.startswith("_") or _camel(name) not in self._differences:
            raise AttributeError(name if name.startswith("_") else f"no difference is called {name}; there are {', '.join(_snake(key) for key in self._differences)}")
        return self._differences[_camel(name)]

    def __repr__(self) -> str:
        return f"<Comparison {self._document['protocol']}: {self._differences.get('meanIou')}>"
