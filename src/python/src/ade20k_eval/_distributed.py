"""Torch's process group, where a training script has one; torch is never imported here."""

import sys
from typing import Any, List


def _group() -> Any:
    # Whoever has a process group has imported torch.
    group = getattr(sys.modules.get("torch"), "distributed", None)
    return group if group is not None and group.is_available() and group.is_initialized() else None


def rank_prefix() -> str:
    """What images without a name are called first: every process numbers its own, and they must not be taken for each other."""
    group = _group()
    return f"rank{group.get_rank()}-" if group and group.get_world_size() > 1 else ""


def all_of(mine: Any) -> List[Any]:
    """An object of every process, in the order of their ranks; mine alone where there is no group."""
    group = _group()
    if not group or group.get_world_size() < 2:
        return [mine]
    parts: List[Any] = [None] * group.get_world_size()
    group.all_gather_object(parts, mine)
    return parts
