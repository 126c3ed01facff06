"""A deliberately broken comptoir: `drills/frames` must notice.

It takes a token for whatever its claims say, whoever it was signed for, and messages of any size.
"""

import sys
from typing import Any

from comptoir import serve
from comptoir.cli import main
from comptoir.kernel import tokens


def _read(self: tokens.Tokens, audience: str, kind: str, token: str) -> dict[str, Any]:
    return self._verified(token)


tokens.Tokens.read = _read  # type: ignore[method-assign]
serve.MAXIMUM_FRAME_BYTES["intranet"] = 2**30
sys.exit(main())
