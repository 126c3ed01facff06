"""The engines that can be measured, and the skills of the services that read with them."""

import contextlib
import sys
from collections.abc import AsyncIterator, Mapping
from importlib import import_module
from importlib.util import find_spec

from comptoir.brain import Brain, Skill
from comptoir.brain.offline import OfflineBrain
from comptoir.brain.providers import Providers, configured
from comptoir.kernel.settings import SERVICES, SettingError, Settings

OFFLINE = OfflineBrain.name


def known_skills() -> Mapping[str, Skill]:
    """The skill of each service that reads messages, by the service's name."""
    found = {name: f"comptoir.{name}.skill" for name in SERVICES}
    return {name: import_module(m).SKILL for name, m in found.items() if find_spec(m)}


@contextlib.asynccontextmanager
async def open_engine(settings: Settings, name: str) -> AsyncIterator[Brain]:
    """The engine of this name, ready to read. Raises SettingError when there is none."""
    offline = OfflineBrain(known_skills().values())
    if name == OFFLINE:
        yield offline
        return
    providers = configured(settings)
    for provider in providers.usable:
        if provider.name == name:
            # Imported here: the embedded engine needs neither aiohttp nor its 14 MB.
            from comptoir.brain.fallback import connected  # noqa: PLC0415

            async with connected(Providers((provider,), providers.reads), offline) as brain:
                yield brain
            if brain.unread:
                print(
                    f"warning: {name} did not answer for {brain.unread} messages, which the"
                    " embedded engine read alone: the figures are not its own.",
                    file=sys.stderr,
                )
            return
    names = ", ".join([OFFLINE, *(provider.name for provider in providers.usable)])
    raise SettingError(f"no engine is called {name}: choose among {names}.")
