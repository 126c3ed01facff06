"""Logs: JSON in production, key=value in development.

No query string, message text, code, token or key appears in any log. That is why requests are
logged by their route's template and not their path (a session id is a secret of its owner), and
a crash by its type and frames without its words (an error often quotes what it choked on).
"""

import logging
import re
import sys
import traceback
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger


def frames(error: BaseException) -> list[str]:
    """Where an error came from, outermost first, without values: `file:line function`."""
    return [
        f"{frame.filename.rpartition('site-packages/')[2]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]


def _without_words(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Replace an exception by its type and frames."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    error = info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        event["error"] = type(error).__qualname__
        event["frames"] = frames(error)
    return event


def _without_reprs(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Keep what the event loop says happened, and drop the values it shows."""
    if event["logger"] == "asyncio":
        event["event"] = re.split(r"[\n(<]", event["event"], maxsplit=1)[0].strip()
    return event


def configure(*, production: bool) -> None:
    """Send this program's logs, and its libraries' warnings, to standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_words,
    ]
    renderer: Any = (
        structlog.processors.JSONRenderer()
        if production
        else structlog.processors.LogfmtRenderer(
            key_order=["timestamp", "level", "event"], bool_as_flag=False
        )
    )
    structlog.configure(
        processors=[*shared, renderer],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name, _without_reprs],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
