"""What every list of the intranet has in common: it is bare, and `limit` and `offset` choose."""

from typing import Annotated, Any

from pydantic import BaseModel, Field
from starlette.responses import Response

from comptoir.intranet import wire
from comptoir.kernel.bodies import json_response


class Asked(BaseModel):
    """Which part of a list is wanted."""

    limit: Annotated[int, Field(ge=1)] = wire.MAXIMUM_LISTED
    offset: Annotated[int, Field(ge=0, le=2**31)] = 0

    @property
    def clamped(self) -> int:
        """`limit`, at most 100."""
        return min(self.limit, wire.MAXIMUM_LISTED)


def listed_response(rows: list[dict[str, Any]]) -> Response:
    """A bare list, as the document shows them."""
    return json_response(rows)
