"""A peer: the catalogue by SQLAlchemy's asynchronous ORM and a `response_model`.

`python products_orm.py PORT DATABASE`, where DATABASE is a URL with an asynchronous driver.
"""

import sys
from collections.abc import AsyncIterator
from typing import Annotated, Any

import uvicorn
from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict
from sqlalchemy import JSON, func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

PORT, DATABASE = int(sys.argv[1]), sys.argv[2]


class Base(DeclarativeBase):
    pass


class Row(Base):
    __tablename__ = "meuble_products"

    sku: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    category: Mapped[str]
    type: Mapped[str]
    price_cents: Mapped[int]
    description: Mapped[str]
    stock: Mapped[int]
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    number: Mapped[int]

    @property
    def id(self) -> str:
        return self.sku

    @property
    def price(self) -> float:
        return self.price_cents / 100

    @property
    def in_stock(self) -> bool:
        return self.stock > 0

    @property
    def colors(self) -> list[str]:
        return list(self.details["colors"])

    @property
    def images(self) -> list[str]:
        return list(self.details["images"])


class Product(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: str
    sku: str
    name: str
    category: str
    type: str
    price: float
    description: str
    stock: int
    in_stock: bool
    colors: list[str]
    images: list[str]


class Products(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    success: bool
    products: list[Product]
    total: int


sessions = async_sessionmaker(create_async_engine(DATABASE, pool_size=10), expire_on_commit=False)
app = FastAPI()


async def session() -> AsyncIterator[AsyncSession]:
    async with sessions() as opened:
        yield opened


@app.get("/api/products/", response_model=Products)
async def products(
    database: Annotated[AsyncSession, Depends(session)],
    category: str | None = None,
    limit: int = 50,
) -> Any:
    rows = (await database.scalars(select(Row).order_by(Row.number.desc()).limit(limit))).all()
    total = await database.scalar(select(func.count()).select_from(Row))
    return {"success": True, "products": rows, "total": total}


uvicorn.run(app, port=PORT, log_level="warning", access_log=False)
