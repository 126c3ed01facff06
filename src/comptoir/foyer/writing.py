"""Answers while they are written. An answer belongs to its chat, and to no request.

Each is written by a task of the process that took the question; whoever looks on, in this process
or another, only observes. What was written is stored every FLUSH_EVERY_S; whatever ends the
process, that much is there. An answer whose writer is gone is marked by whoever meets it next.
"""

import asyncio
import contextlib
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from weakref import WeakValueDictionary

import structlog
from sqlalchemy import Connection, RowMapping, bindparam, select, update

from comptoir.brain.answer import Answer, ModelError
from comptoir.foyer import asking, passages, prompts
from comptoir.foyer.asking import ALIVE, Assignment
from comptoir.foyer.citations import Outlet
from comptoir.foyer.models import messages
from comptoir.foyer.passages import Passage
from comptoir.kernel.errors import Problem, Text, Unavailable
from comptoir.kernel.prepared import PreparedMany
from comptoir.platform import Platform

FLUSH_EVERY_S = 0.2
SAYS_ALIVE_EVERY_S = 5.0
LOOKS_FOR_STOPS_S = 2.0
"""How often rows are asked what a hint should have said."""
MAXIMUM_ANSWERS = 500
"""At once in this process; then there is no place for another question."""
MAXIMUM_CHARS = 200_000
STOP_GRACE_S = 3.0
"""How long answers may still take once the process is to end."""
TRIES_S, TRIES_AGAIN_AFTER_S = 30.0, 0.5
"""How long, and how often, storing an answer's last words is tried."""
STOP = "foyer stop"
_WORDS = re.compile(r"\S+\s*|\s+")

log = structlog.get_logger()


class Live:
    """An answer that is being written in this process."""

    def __init__(self, assignment: Assignment) -> None:
        self.assignment = assignment
        self.message_id = assignment.message_id
        self.chat_id = assignment.chat_id
        self.pieces: list[str] = []
        self.length = 0
        self.ended = False
        """Whether its last words are stored."""
        self.begun = False
        self.stop_asked = False
        self.stored = 0
        self.said_alive_s = 0.0
        self._watchers: set[asyncio.Event] = set()
        self.task: asyncio.Task[None] | None = None

    @property
    def text(self) -> str:
        """What was written until now."""
        if len(self.pieces) > 1:
            self.pieces[:] = ["".join(self.pieces)]
        return self.pieces[0] if self.pieces else ""

    def add(self, piece: str) -> None:
        """Let everybody see more of it."""
        if piece:
            self.pieces.append(piece)
            self.length += len(piece)
            self.wake()

    def wake(self) -> None:
        """Let everybody look."""
        for watcher in self._watchers:
            watcher.set()

    @contextlib.contextmanager
    def watched(self) -> Any:
        """An event that is set when there is more to see."""
        watcher = asyncio.Event()
        self._watchers.add(watcher)
        try:
            yield watcher
        finally:
            self._watchers.discard(watcher)

    async def finished(self) -> None:
        """Wait until its last words are stored."""
        with self.watched() as more:
            while not self.ended:
                more.clear()
                await more.wait()

    def stop(self) -> None:
        """Write no more: what was written stands."""
        self.stop_asked = True
        # A task that is cancelled before it began would store nothing.
        if self.task is not None and self.begun:
            self.task.cancel()


class Writers:
    """Every answer that this process writes."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self.live: dict[int, Live] = {}
        self.turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        """By chat: held from a question's transaction until its answer has its writer."""
        self._flushing: asyncio.Task[None] | None = None
        self._listening: asyncio.Task[None] | None = None
        self._closing = False

    # ── Beginning ─────────────────────────────────────────────────────────────────────────

    def check_room(self) -> None:
        """Raises Problem 503 where too many answers are being written."""
        if len(self.live) >= MAXIMUM_ANSWERS or self._closing:
            raise Unavailable(
                Text(
                    "Trop de réponses en cours. Réessayez dans un instant.",
                    "Too many answers are being written. Try again in a moment.",
                ),
                retry_after_s=2,
            )

    def start(self, assignment: Assignment) -> Live:
        """Write an answer, from now until it is stored."""
        live = Live(assignment)
        live.said_alive_s = asyncio.get_running_loop().time()
        self.live[live.message_id] = live
        live.task = asyncio.create_task(self._write(live))
        if self._flushing is None or self._flushing.done():
            self._flushing = asyncio.create_task(self._flush_again())
        if self._listening is None or self._listening.done():
            self._listening = asyncio.create_task(self._listen())
        return live

    def is_written(self, message_id: int, alive_until: datetime | None) -> bool:
        """Whether somebody writes this answer: we, or as far as is known another process."""
        if message_id in self.live:
            return True
        if self._platform.db.dialect == "sqlite":  # which is ours alone
            return False
        return alive_until is not None and alive_until > self._platform.clock.now()

    # ── Writing ───────────────────────────────────────────────────────────────────────────

    async def _write(self, live: Live) -> None:
        try:
            await self._end(live, await self._written(live))
        finally:
            # Whatever became of it, nobody waits for it any longer.
            self.live.pop(live.message_id, None)
            live.ended = True
            live.wake()

    async def _written(self, live: Live) -> dict[str, Any]:
        """Write the words; what is stored of the answer beside them."""
        values: dict[str, Any] = {"state": "failed"}
        outlet = Outlet(())
        live.begun = True
        try:
            if live.stop_asked:
                raise asyncio.CancelledError
            found = await self._passages(live.assignment)
            production = self._platform.settings.production
            hidden = prompts.kept_to_itself(live.assignment, production=production)
            outlet = Outlet(found, hidden)
            values = await self._say(live, found, outlet)
        except asyncio.CancelledError:
            values = {"state": "stopped" if live.stop_asked else "interrupted"}
        except Exception as error:
            log.error("answer_failed", exc_info=error)
        live.add(outlet.rest())
        if "citations" not in values:
            values["citations"] = [each.body() for each in outlet.citations.values()]
        return values

    async def _passages(self, assignment: Assignment) -> list[Passage]:
        if not assignment.scopes:
            return []
        question = assignment.turns[-1].content
        found = await self._platform.db.read(passages.find, assignment.scopes, question)
        return found[: prompts.SHOWN_PASSAGES]

    async def _say(self, live: Live, found: Sequence[Passage], outlet: Outlet) -> dict[str, Any]:
        """Write the words; what else is stored of the answer."""
        brain, agent = self._platform.brain, live.assignment.agent
        silence = prompts.must_not_tell(live.assignment, found)
        if silence is not None:
            live.add(silence)
            return {"state": "done", "llm_model": "offline"}
        if brain.name == "offline":
            return self._compose(live, found, configured=False)
        answer = brain.stream(
            prompts.turns(live.assignment, found),
            model=agent.model,
            temperature=agent.temperature,
        )
        state = "done"
        try:
            async with answer:
                async for piece in answer:
                    if answer.engine is not None and answer.engine.provider == "offline":
                        return self._compose(live, found, configured=True)
                    live.add(outlet.through(piece))
                    if live.length > MAXIMUM_CHARS:
                        break
        except ModelError as error:
            log.warning("answer_broken", provider=error.provider, why=error.why)
            state = "failed"
        except asyncio.CancelledError:
            # Stopped, or the process is to end: what it was and cost is known all the same.
            if not live.stop_asked:
                raise
            state = "stopped"
        return {"state": state, **_engine_values(answer)}

    def _compose(self, live: Live, found: Sequence[Passage], *, configured: bool) -> dict[str, Any]:
        composed = prompts.composed(live.assignment, found, configured=configured)
        for words in _WORDS.findall(composed.text):
            live.add(words)
        return {
            "state": "done",
            "llm_model": "offline",
            "citations": [each.body() for each in composed.citations],
        }

    async def _end(self, live: Live, values: dict[str, Any]) -> None:
        """Store the last words; where the database cannot take them, try for a while."""
        loop = asyncio.get_running_loop()
        until_s = loop.time() + TRIES_S
        platform = self._platform
        values = {**values, "content": live.text}
        while True:
            try:
                await platform.db.write(
                    asking.end,
                    live.chat_id,
                    live.message_id,
                    values,
                    platform.clock.now(),
                    platform.bus.publish,
                )
                return
            except asyncio.CancelledError:
                continue  # a second stop: the words are still to be stored
            except Exception as error:  # whatever it is, nobody may wait for ever
                if loop.time() > until_s:
                    log.error("answer_not_stored", exc_info=error)
                    return
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.sleep(TRIES_AGAIN_AFTER_S)

    # ── Storing as it grows ───────────────────────────────────────────────────────────────

    async def _flush_again(self) -> None:
        """Store what grew, all answers together, while there are any."""
        looked_s = asyncio.get_running_loop().time()
        while self.live:
            await asyncio.sleep(FLUSH_EVERY_S)
            try:
                if self._platform.db.dialect != "sqlite":
                    looked_s = await self._look_for_stops(looked_s)
                await self._flush()
            except Problem as problem:
                log.warning("answers_not_stored_yet", why=problem.code)
            except Exception as error:  # whatever it is, the next time must come
                log.error("answers_not_stored_yet", exc_info=error)

    async def _look_for_stops(self, looked_s: float) -> float:
        """Ask the rows now and then what a hint should have said; when that was last."""
        now_s = asyncio.get_running_loop().time()
        if now_s - looked_s <= LOOKS_FOR_STOPS_S:
            return looked_s
        await self._stop_wanted()
        return now_s

    async def _flush(self) -> None:
        """Store what grew since, and say of what is silent that it lives."""
        now_s = asyncio.get_running_loop().time()
        grown = [
            live
            for live in self.live.values()
            if live.length > live.stored or now_s - live.said_alive_s > SAYS_ALIVE_EVERY_S
        ]
        if not grown:
            return
        lengths = {live: live.length for live in grown}
        rows = [{"of": live.message_id, "content": live.text} for live in grown]
        await self._platform.db.write(_store, rows, self._platform.clock.now() + ALIVE)
        for live, length in lengths.items():
            live.stored, live.said_alive_s = length, now_s

    # ── Stopping ──────────────────────────────────────────────────────────────────────────

    async def stop(self, message_id: int) -> None:
        """Let nobody write this answer any further."""
        live = self.live.get(message_id)
        if live is not None:
            live.stop()
            await live.finished()
            return
        self._platform.bus.publish(STOP, message_id)

    async def _listen(self) -> None:
        with self._platform.bus.subscribe(STOP) as hints:
            async for hint in hints:
                live = self.live.get(hint.data)
                if hint.missed:
                    await self._stop_wanted()
                elif live is not None:
                    live.stop()

    async def _stop_wanted(self) -> None:
        """Stop those of our answers that somebody asked to, as their rows say."""
        asked = select(messages.c.id).where(
            messages.c.id.in_(list(self.live)), messages.c.stop_asked
        )
        try:
            wanted = await self._platform.db.read(
                lambda connection: list(connection.scalars(asked))
            )
        except Problem:
            return
        for message_id in wanted:
            if message_id in self.live:
                self.live[message_id].stop()

    async def settle(self, row: RowMapping | dict[str, Any]) -> bool:
        """Mark an answer that nobody writes any more; whether it was such a one."""
        if row["state"] != "writing" or self.is_written(row["id"], row["alive_until"]):
            return False
        return await self._platform.db.write(
            asking.interrupt,
            row["chat_id"],
            row["id"],
            self._platform.clock.now(),
            self._platform.bus.publish,
        )

    async def close(self) -> None:
        """Let answers end for a moment; store and mark the others."""
        self._closing = True
        if self._listening is not None:
            self._listening.cancel()
        tasks = [live.task for live in self.live.values() if live.task is not None]
        if tasks:
            await asyncio.wait(tasks, timeout=STOP_GRACE_S)
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks, timeout=STOP_GRACE_S)
        if self._flushing is not None:
            self._flushing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._flushing


def _engine_values(answer: Answer) -> dict[str, Any]:
    """Which model wrote, and what it took."""
    usage = answer.usage
    cost_eur = usage.cost_eur
    return {
        "llm_model": answer.engine.model[:100] if answer.engine else None,
        "usage": {
            "tokens_in": usage.tokens_in,
            "tokens_out": usage.tokens_out,
            "cost_eur": None if cost_eur is None else float(cost_eur),
            "estimated": usage.estimated,
        },
    }


_GROW = PreparedMany(
    update(messages)
    .where(messages.c.id == bindparam("of"), messages.c.state == "writing")
    .values(content=bindparam("content"), alive_until=bindparam("until"))
)


def _store(connection: Connection, rows: list[dict[str, Any]], alive_until: datetime) -> None:
    _GROW.run(connection, [{**row, "until": alive_until} for row in rows])


def interrupt_abandoned(connection: Connection, now: datetime) -> None:
    """Mark every answer whose writer has said nothing for a while."""
    rows = connection.execute(
        select(messages.c.id, messages.c.chat_id).where(
            messages.c.state == "writing", messages.c.alive_until < now
        )
    ).all()
    for message_id, chat_id in rows:
        asking.interrupt(connection, chat_id, message_id, now)
