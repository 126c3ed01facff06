"""Claims that are posted as a whole, in the words of either document."""

import pytest

pytestmark = pytest.mark.anyio
V1 = {
    "customer_id": "CUST123",
    "product_sku": "CANAPÉ-OSLO-3P",
    "problem_category": "défaut_fabrication",
    "problem_severity": "moyen",
    "description": "Déchirure sur l'accoudoir gauche",
    "attachments": ["upload_123"],
}
V2 = {
    "order_number": "CMD-2025-30301",
    "problem_description": "Le canapé a un ressort cassé",
    "priority": "P1",
    "photos": ["https://example.com/photo1.jpg"],
}
C = {
    "customer_id": "CUST-12345",
    "order_number": "CMD-2025-30301",
    "product_sku": "SAL-CAP-001",
    "product_name": "Canapé Premium",
    "problem_description": "Le canapé a un ressort cassé après 2 mois",
    "purchase_date": "2025-11-15T10:00:00Z",
    "delivery_date": "2025-11-20T10:00:00Z",
    "customer_tier": "premium",
    "product_value": 1299.99,
}
E = {
    "ticket_id": "SAV-MDF-00001",
    "evidence_type": "photo",
    "evidence_url": "https://cdn.example.com/evidence1.jpg",
    "file_size_bytes": 2048576,
    "description": "Photo du ressort cassé",
    "metadata": {"taken_at": "2026-01-31T09:00:00Z", "camera": "iPhone 13"},
}


async def test_x(shop):
    v = shop.visitor()
    for path, b in (
        ("tickets", V1),
        ("tickets", V2),
        ("sav/create-claim", C),
        ("sav/add-evidence", E),
    ):
        a = await v.http.post(f"/api/{path}", json=b)
        print(a.status_code, a.text)
    for p in (
        "/api/sav/ticket/SAV-MDF-00003",
        "/api/sav/ticket/SAV-MDF-00001/history",
        "/api/sav/evidence-requirements/Defaut_structural",
    ):
        a = await v.http.get(p)
        print(a.status_code, a.text)
    from comptoir.meuble import history

    print(
        await shop.platform.db.read(
            history.verify, history.chain(shop.platform.settings.secrets), shop.clock.now()
        )
    )
