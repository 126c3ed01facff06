"""The engines that can be measured, and the skills of the services that read with them."""

import contextlib
from collections.abc import AsyncIterator, Mapping
from importlib import import_module
from importlib.util import find_spec

from comptoir.brain import Brain, Skill
from comptoir.brain.offline import OfflineBrain
from comptoir.kernel.settings import SERVICES, SettingError, Settings

OFFLINE = OfflineBrain.name


def known_skills() -> Mapping[str, Skill]:
    """The skill of each service that reads messages, by the service's name."""
    found = {name: f"comptoir.{name}.skill" for name in SERVICES}
    return {name: import_module(m).SKILL for name, m in found.items() if find_spec(m)}


@contextlib.asynccontextmanager
async def open_engine(settings: Settings, name: str) -> AsyncIterator[Brain]:
    """The engine of this name, ready to read. Raises SettingError when there is none."""
    if name != OFFLINE:
        raise SettingError(f"no engine is called {name}: choose among {OFFLINE}.")
    yield OfflineBrain(known_skills().values())
