"""A quotation: CPU of the whole request, of pricing alone, and how answers narrow it."""

import asyncio
import logging
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import structlog

from comptoir import migrations
from comptoir.assurance import quotation, quoting, said, tariff
from comptoir.assurance.app import create_app
from comptoir.assurance.guarantees import Cover, Formula
from comptoir.assurance.profile import completed
from comptoir.assurance.tariff import price
from comptoir.kernel.limits import MemoryLimiter
from comptoir.kernel.settings import Settings
from comptoir.platform import open_platform

DAY = date(2026, 1, 31)
CARS_ASKED = ("Peugeot 308", "clio 4 dci", "Ford Focus", "Renault Captur", "vw polo tsi")
TOWNS_ASKED = ("Nantes", "Grenoble", "Paris 15e", "Lyon", "Pau", "Lille", "44000")
QUERIES = (
    "Je veux un devis pour une Peugeot 308, 5 ans d'expérience",
    "bjr jvoudrais assurer ma clio 4 dci de 2016, perm depuis 3 ans",
    "Renault Captur 2019, tous risques, Grenoble, coefficient 0,50 depuis 4 ans",
    "Hello, how much for a Ford Focus 2016, diesel, 10 years of licence, Paris 15e?",
)
REQUESTS, PRICED = 200, 3000
ANSWERS = {
    "crm": ("crm", 0.64),
    "licence_years": ("licence_years", 12),
    "insured_years": ("insured_years", 12),
    "driver_age": ("driver_age", 38),
    "density": ("postcode", "44000"),
    "vehicle_age_years": ("vehicle_year", 2018),
    "power_cv": ("fiscal_power", 6),
    "fuel": ("fuel", "essence"),
    "use": ("usage", "trajet_travail"),
    "parking": ("parking", "rue"),
    "accompanied": ("accompanied_driving", False),
}
CARS = (
    ("Peugeot", "308"), ("Renault", "Clio"), ("Citroën", "C3"), ("Dacia", "Sandero"),
    ("Volkswagen", "Golf"), ("Toyota", "Yaris"), ("BMW", "X1"), ("Fiat", "500"),
)  # fmt: skip


def _cpu_ms(work: Callable[[], Any], times: int) -> float:
    began = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - began) * 1000 / times


def _asked(number: int) -> str:
    """A sentence like no other: what was priced before is remembered."""
    car, town = CARS_ASKED[number % 5], TOWNS_ASKED[number % 7]
    formula = ("au tiers", "tous risques")[number % 2]
    age = 38 + number % 40
    return f"bjr, {car} de {2014 + number % 11}, {age} ans, 18 ans de permis, {town}, {formula}"


async def _requests() -> float:
    """CPU of one `POST /api/quotation`, in ms: client, door, reading, pricing, storing."""
    from httpx2 import ASGITransport, AsyncClient  # noqa: PLC0415 - a tool of development

    with tempfile.TemporaryDirectory() as home:
        environ = {"COMPTOIR_HOME": home, "COMPTOIR_SECRET": "x" * 40}
        settings = Settings.from_environment(environ)
        await asyncio.to_thread(migrations.upgrade, settings)
        async with open_platform(settings) as platform:
            clock = iter(range(0, 10**9, 3600))
            platform.limiter = MemoryLimiter(lambda: float(next(clock)))
            transport = ASGITransport(create_app(platform))
            async with AsyncClient(transport=transport, base_url="http://insurer.test") as http:
                for query in QUERIES * 3:
                    await http.post("/api/quotation", json={"query": query})
                began = time.process_time()
                for number in range(REQUESTS):
                    query = _asked(number)
                    answer = await http.post("/api/quotation", json={"query": query})
                    answer.raise_for_status()
                return (time.process_time() - began) * 1000 / REQUESTS


def widths(formula: str) -> list[float]:
    """The median width of the interval after 0, 1, … answers to the question asked first."""
    found: list[list[float]] = []
    for make, model in CARS:
        slots: dict[str, Any] = {"make": make, "model": model, "formula": formula}
        own = []
        for _ in range(6):
            basis = quoting.basis_of(slots, DAY)
            own.append(float(quoting.range_of(basis, DAY).width_eur))
            asked = quoting.questions(basis.taken, basis.cover, DAY)
            if asked:
                name, value = ANSWERS[asked[0].fact]
                slots[name] = value
        found.append(own)
    return [statistics.median(column) for column in zip(*found, strict=True)]


def main() -> None:
    """Print the figures."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    print(f"POST /api/quotation, all of it: {asyncio.run(_requests()):.1f} ms CPU")
    query = QUERIES[2]
    print(f"  reading the sentence: {_cpu_ms(lambda: said.read(query, DAY), 100):.2f} ms")
    whole = _cpu_ms(lambda: quotation.quote(query, DAY), 100)
    print(f"  reading, pricing, interval, questions, advice: {whole:.2f} ms")
    basis = quoting.basis_of(said.read(query, DAY).slots, DAY)
    risk, _ = completed(basis.taken)
    # Each another one: what was priced before is remembered.
    risks = [
        replace(risk, driver_age=25 + n % 60, density=n, crm=Decimal(50 + n % 60) / 100)
        for n in range(PRICED)
    ]
    for formula in (Formula.TIERS, Formula.TOUS_RISQUES):
        cover, other = Cover(formula), iter(risks)
        tariff.part.cache_clear()
        each_ms = _cpu_ms(
            lambda other=other, cover=cover: price(next(other), cover, DAY),  # type: ignore[misc]
            PRICED,
        )
        print(f"pricing alone, {formula.value}: {1000 / each_ms:,.0f} a second a core")
    for formula in ("tiers", "tous_risques"):
        shown = ", ".join(f"{width:.0f}" for width in widths(formula))
        print(f"median width after 0, 1, … 5 answers, {formula}: {shown} EUR")
