"""Alembic's entry: runs the versions on the connection that `comptoir.migrations` hands over."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from comptoir.assurance import models as assurance
from comptoir.foyer import models as foyer
from comptoir.intranet import models as intranet
from comptoir.kernel import db, idempotency, jobs, keys, opaque_refresh, sign_in, tokens
from comptoir.kernel.search import tables as search
from comptoir.meuble import models

# Importing them puts their tables into the one metadata.
TABLES_OF = (
    idempotency,
    jobs,
    keys,
    tokens,
    opaque_refresh,
    sign_in,
    search,
    models,
    assurance,
    foyer,
    intranet,
)


def _render(kind: str, item: Any, autogen_context: AutogenContext) -> str | Literal[False]:
    """Write our own column types by name into a new version."""
    if kind == "type" and isinstance(item, db.UtcDateTime):
        autogen_context.imports.add("from comptoir.kernel.db import UtcDateTime")
        return "UtcDateTime()"
    if kind == "type" and isinstance(item, db._Json):
        autogen_context.imports.add("from comptoir.kernel.db import Json")
        return "Json"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=db.metadata,
    render_as_batch=context.config.attributes["connection"].dialect.name == "sqlite",
    render_item=_render,
    transactional_ddl=True,
)
context.run_migrations()
