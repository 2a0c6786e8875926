"""What some work costs, in a process of its own: CPU time, user and system, and memory."""

from __future__ import annotations

import os
import resource
import signal
import statistics
import subprocess
import sys
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_GIVEN_UP = {signal.SIGKILL, signal.SIGXCPU}
"""What ends a process that took too long, or more memory than there is."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What was used.

    Attributes:
        seconds: CPU time, children and system included.
        peak: most memory of the process at any time, in megabytes.
    """

    seconds: float
    peak: int


def median(costs: Iterable[Cost]) -> Cost:
    """Return the median of each figure."""
    kept = list(costs)
    return Cost(
        statistics.median(cost.seconds for cost in kept),
        round(statistics.median(cost.peak for cost in kept)),
    )


def forked(work: Callable[[], object], patience: int) -> Cost | None:
    """Return what `work` costs in a child of this process; None if it takes too long.

    The child has all that this process has, and nothing that it makes is left.

    Args:
        work: what is done.
        patience: seconds of CPU after which it is given up.

    Raises:
        RuntimeError: it fails.
    """
    sys.stdout.flush()
    child = os.fork()
    if not child:
        status = 1
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (patience, patience))
            work()
            status = 0
        except Exception:  # noqa: BLE001 - told, and then the child is over
            traceback.print_exc()
        finally:
            os._exit(status)
    return _cost(child, f"{work}")


def command(
    arguments: Sequence[str],
    patience: int,
    environment: Mapping[str, str],
    output: int,
    errors: int | None = None,
) -> Cost | None:
    """Return what a command costs; None if it takes too long.

    Args:
        arguments: the command.
        patience: seconds of CPU after which it is given up.
        environment: what is set for it, besides what is set here.
        output: the file descriptor that it writes to.
        errors: the one for errors; None for that of this process.

    Raises:
        RuntimeError: it fails.
    """
    with subprocess.Popen(
        arguments,
        stdout=output,
        stderr=errors,
        env={**os.environ, **environment},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (patience, patience)),  # noqa: PLW1509
    ) as process:
        cost = _cost(process.pid, " ".join(arguments))
        process.returncode = 0
    return cost


def _cost(child: int, called: str) -> Cost | None:
    _, status, usage = os.wait4(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in _GIVEN_UP:
        return None
    if status:
        raise RuntimeError(f"{called} ended with status {status}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024)
