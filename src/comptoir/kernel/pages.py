"""The pages at `/app/`: static files of `comptoir/web`, read once, served from memory.

`/app/` is the service's own folder; `/app/shared/…` and `/app/vendor/…` are common to all. The
address of a folder that has an `index.html`, with or without a slash, is that page. The service
worker at `/app/worker.js` keeps them all in a browser, for when the service is out of reach.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

COMMON_FOLDERS = ("shared", "vendor")
WORKER = "worker.js"
WEB = files("comptoir") / "web"
MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "webmanifest": "application/manifest+json",
    "LICENSE": "text/plain; charset=utf-8",
}
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:{remote}",
        "connect-src 'self'",
        "font-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types lit-html comptoir-worker",
    )
)


@dataclass(frozen=True, slots=True)
class _Page:
    content: bytes
    media_type: str
    etag: str


def _read(folder: Traversable, prefix: str = "") -> dict[str, _Page]:
    pages: dict[str, _Page] = {}
    for entry in folder.iterdir():
        if entry.is_dir():
            pages |= _read(entry, f"{prefix}{entry.name}/")
            continue
        media_type = MEDIA_TYPES.get(entry.name.rpartition(".")[2])
        if media_type is not None:
            pages[prefix + entry.name] = _page(entry.read_bytes(), media_type)
    return pages


def _page(content: bytes, media_type: str) -> _Page:
    return _Page(content, media_type, f'"{hashlib.sha256(content).hexdigest()[:20]}"')


def _worker(pages: Mapping[str, _Page], text: bytes) -> _Page:
    """The worker that keeps `pages`: another one, byte for byte, when any of them is another."""
    digests = {name: page.etag.strip('"') for name, page in sorted(pages.items())}
    listed = json.dumps({name: digest for name, digest in digests.items() if "LICENSE" not in name})
    version = hashlib.sha256(listed.encode() + text).hexdigest()[:20]
    before = f'const VERSION = "{version}";\nconst FILES = {listed};\n\n'
    return _page(before.encode() + text, MEDIA_TYPES["js"])


def _pages(web: Traversable, service: str) -> Mapping[str, _Page]:
    """Every page of a service, by the rest of its address."""
    pages = _read(web / service) if (web / service).is_dir() else {}
    for folder in COMMON_FOLDERS:
        pages |= _read(web / folder, f"{folder}/")
    return pages | {WORKER: _worker(pages, (web / WORKER).read_bytes())}


@cache
def _own_pages(service: str) -> Mapping[str, _Page]:
    """The pages of this program, read once for every app that shows them."""
    return _pages(WEB, service)


def for_browsers(request: Request) -> Response | None:
    """Sends a browser that asks for the root to the pages; None for a program."""
    if "text/html" not in request.headers.get("accept", ""):
        return None
    return Response(status_code=307, headers={"Location": "/app/"})


def pages_router(
    service: str, *, remote_pictures: bool = False, web: Traversable = WEB
) -> APIRouter:
    """The routes of a service's pages in `web`. Missing pages answer 404 like any other address.

    Pictures come from the service alone, unless `remote_pictures` lets a page show those that
    others keep, at an https address.
    """
    policy = _POLICY.format(remote=" https:" if remote_pictures else "")
    pages = _own_pages(service) if web is WEB else _pages(web, service)
    router = APIRouter(include_in_schema=False)

    def serve(request: Request, name: str) -> Response:
        page = pages.get(name) or pages.get(f"{name.strip('/')}/index.html".lstrip("/"))
        if page is None:
            raise HTTPException(404)
        headers = {"ETag": page.etag, "Cache-Control": "no-cache"}
        if page.media_type.startswith("text/html") or name == WORKER:
            headers["Content-Security-Policy"] = policy
        if request.headers.get("if-none-match") == page.etag:
            return Response(status_code=304, headers=headers)
        return Response(page.content, headers=headers, media_type=page.media_type)

    @router.get("/app")
    async def index(request: Request) -> Response:
        return serve(request, "index.html")

    @router.get("/app/{name:path}")
    async def page(request: Request, name: str) -> Response:
        return serve(request, name)

    return router
