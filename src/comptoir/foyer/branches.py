"""The messages of a chat as a tree: what was edited or asked again stands beside what was before.

Each message follows its parent. A chat shows one branch, from its first message to its leaf.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from comptoir.foyer.models import messages
from comptoir.foyer.replies import at

Row = RowMapping | Mapping[str, Any]
MAXIMUM_SHOWN = 1000
"""Messages of a chat in one answer; earlier ones are asked for with `before`."""


def message_body(row: Row) -> dict[str, Any]:
    """A message as the document shows it, with what else is known of it."""
    body = {
        "id": row["id"],
        "content": row["content"],
        "role": row["role"],
        "chat_id": row["chat_id"],
        "user_id": row["user_id"],
        "parent_id": row["parent_id"],
        "seq": row["seq"],
        "created_at": at(row["created_at"]),
    }
    if row["role"] == "assistant":
        body |= {
            "llm_model": row["llm_model"],
            "state": row["state"],
            "citations": row["citations"],
            "usage": row["usage"],
        }
    else:
        body["files"] = row["files"]
    return body


class Tree:
    """Which message of a chat follows which; without their words."""

    def __init__(self, connection: Connection, chat_id: int) -> None:
        rows = connection.execute(
            select(messages.c.id, messages.c.parent_id)
            .where(messages.c.chat_id == chat_id)
            .order_by(messages.c.id)
        )
        self._parents: dict[int, int | None] = {}
        self._children: defaultdict[int | None, list[int]] = defaultdict(list)
        for message_id, parent_id in rows:
            self._parents[message_id] = parent_id
            self._children[parent_id].append(message_id)

    def __contains__(self, message_id: int) -> bool:
        return message_id in self._parents

    def path(self, leaf_id: int | None) -> list[int]:
        """From the first message to this one."""
        found = []
        while leaf_id is not None:
            found.append(leaf_id)
            leaf_id = self._parents[leaf_id]
        return found[::-1]

    def siblings(self, message_id: int) -> list[int]:
        """What follows the same message, itself among them, oldest first."""
        return self._children[self._parents[message_id]]

    def newest_leaf(self, message_id: int) -> int:
        """The end of the newest branch through this message."""
        while self._children.get(message_id):
            message_id = self._children[message_id][-1]
        return message_id


def with_words(connection: Connection, ids: Sequence[int]) -> list[RowMapping]:
    """These messages, in this order."""
    rows: dict[int, RowMapping] = {}
    for start in range(0, len(ids), 500):
        some = select(messages).where(messages.c.id.in_(ids[start : start + 500]))
        rows |= {row["id"]: row for row in connection.execute(some).mappings()}
    return [rows[message_id] for message_id in ids if message_id in rows]


def shown(
    connection: Connection, chat_id: int, leaf_id: int | None, before: int | None, limit: int
) -> list[dict[str, Any]]:
    """The last messages of the branch that is shown, oldest first, each with its siblings."""
    tree = Tree(connection, chat_id)
    path = tree.path(leaf_id)
    if before is not None:
        path = [message_id for message_id in path if message_id < before]
    return [
        {**message_body(row), "siblings": tree.siblings(row["id"])}
        for row in with_words(connection, path[-limit:])
    ]
