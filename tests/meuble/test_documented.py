"""Every route answers with the fields and the types that the documents of 2025 and 2026 show.

Each case is one documented request, with a body of the documented shape (`shapes`).
"""

from dataclasses import dataclass, field
from typing import Any

import pytest

from cast import ADMIN_KEY, CLAIRE, ORDER
from pictures import photo
from shapes import (
    INSTANT,
    NUMBER,
    OBJECT,
    TEXT,
    TEXTS,
    TRUTH,
    WHOLE,
    misfits,
    nothing_or,
)

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]


ACCOUNT = {
    "id": TEXT,
    "email": TEXT,
    "username": TEXT,
    "full_name": TEXT,
    "role": "user",
    "status": "active",
    "created_at": INSTANT,
    "updated_at": INSTANT,
}
TOKENS = {
    "success": True,
    "access_token": TEXT,
    "refresh_token": TEXT,
    "token_type": "bearer",
    "expires_in": 1800,
}
ANSWER = {
    "success": True,
    "response": TEXT,
    "language": "fr",
    "conversation_type": "sav",
    "session_id": "session-123",
    "requires_validation": TRUTH,
    "ticket_id": nothing_or(TEXT),
    "should_close_session": False,
    "intent": TEXT,
    "confidence": NUMBER,
}
ENTRY = {
    "id": TEXT,
    "question": TEXT,
    "answer": TEXT,
    "category": TEXT,
    "category_icon": TEXT,
    "keywords": TEXTS,
    "popularity": WHOLE,
    "helpful_count": WHOLE,
    "not_helpful_count": WHOLE,
}
PRODUCT = {
    "id": TEXT,
    "sku": TEXT,
    "name": TEXT,
    "category": TEXT,
    "price": NUMBER,
    "description": TEXT,
    "stock": WHOLE,
    "in_stock": TRUTH,
    "images": TEXTS,
}
PROCESS = {
    "status": "healthy",
    "app": TEXT,
    "version": TEXT,
    "uptime_seconds": NUMBER,
    "memory_mb": NUMBER,
    "memory_status": TEXT,
    "cpu_percent": NUMBER,
    "threads": WHOLE,
}
PROBE = {"healthy": True, "response_time_ms": nothing_or(NUMBER), "error": None}
READY = {
    "status": "ready",
    "ready": True,
    "critical_ready": True,
    "checks": {
        "database": PROBE,
        "cache": {**PROBE, "type": TEXT},
        "openai": PROBE,
        "openai_api": {"healthy": True, "breakers": OBJECT},
        "circuit_breakers": {"all_healthy": True},
        "memory": {"healthy": True, "status": TEXT, "rss_mb": NUMBER},
    },
}
QUERIES = {
    "performance_status": TEXT,
    "stats": {
        "total_queries": WHOLE,
        "slow_queries": WHOLE,
        "slow_query_percentage": NUMBER,
        "average_query_time_ms": NUMBER,
        "threshold_ms": NUMBER,
    },
    "timestamp": INSTANT,
}
MEMORY = {
    "status": TEXT,
    "alert_level": nothing_or(TEXT),
    "messages": TEXTS,
    "usage": {
        "process": {"rss_mb": NUMBER, "vms_mb": NUMBER, "percent_of_system": NUMBER},
        "system": {"total_mb": NUMBER, "available_mb": NUMBER, "used_percent": NUMBER},
    },
}
BREAKERS = {
    "healthy": TRUTH,
    "breakers": OBJECT,
    "summary": {"total": WHOLE, "closed": WHOLE, "open": WHOLE, "half_open": WHOLE},
}


@dataclass(frozen=True)
class Case:
    """One documented request and what its answer looks like."""

    request: str
    status: int
    shape: Any
    sends: dict[str, Any] = field(default_factory=dict)
    signed_in: bool = False


CASES = [
    Case("GET /", 200, {"app": TEXT, "version": "2.0", "status": "running", "docs": "/docs"}),
    Case("GET /health", 200, PROCESS),
    Case("GET /ready", 200, READY),
    Case("GET /query-stats", 200, QUERIES),
    Case("GET /memory", 200, MEMORY),
    Case("GET /circuit-breakers", 200, BREAKERS),
    Case("GET /env-status", 200, {}),
    Case(
        "POST /api/auth/register",
        201,
        ACCOUNT,
        {
            "json": {
                "email": "user@example.com",
                "username": "johndoe",
                "full_name": "John Doe",
                "password": "SecurePass123!",
            }
        },
    ),
    Case(
        "POST /api/auth/login",
        200,
        TOKENS,
        {"data": {"username": CLAIRE, "password": "comptoir-demo"}},
    ),
    Case(
        "POST /api/auth/login",
        200,
        TOKENS,
        {"json": {"email": CLAIRE, "password": "comptoir-demo"}},
    ),
    Case("GET /api/auth/me", 200, ACCOUNT, signed_in=True),
    Case(
        "PUT /api/auth/me",
        200,
        {**ACCOUNT, "full_name": "John Updated Doe", "email": "newemail@example.com"},
        {"json": {"full_name": "John Updated Doe", "email": "newemail@example.com"}},
        signed_in=True,
    ),
    Case("POST /api/auth/logout", 200, {"message": TEXT, "success": True}, signed_in=True),
    Case(
        "POST /api/auth/api-keys",
        201,
        {"success": True, "api_key": TEXT, "key_id": TEXT, "name": TEXT, "expires_at": INSTANT},
        {
            "json": {"name": "Application Mobile", "expires_in_days": 365},
            "headers": {"X-API-Key": ADMIN_KEY},
        },
    ),
    Case(
        "POST /api/chat/",
        200,
        ANSWER,
        {
            "json": {
                "message": "Mon canapé a un problème",
                "session_id": "session-123",
                "order_number": "CMD-2025-30301",
                "photos": ["https://example.com/photo1.jpg"],
                "language": "fr",
            }
        },
    ),
    Case(
        "GET /api/upload/health",
        200,
        {
            "success": True,
            "storage": TEXT,
            "configured": True,
            "max_file_size_mb": 10,
            "max_files_per_request": 10,
            "allowed_extensions": TEXTS,
        },
    ),
    Case(
        "POST /api/upload/",
        200,
        {
            "success": True,
            "files": [
                {
                    "original_name": "photo1.jpg",
                    "saved_name": TEXT,
                    "url": TEXT,
                    "size": WHOLE,
                    "type": "jpg",
                    "storage": TEXT,
                }
            ],
            "count": 1,
            "file_url": TEXT,
            "file_id": TEXT,
            "file_type": "image/jpeg",
            "size_bytes": WHOLE,
        },
        {"files": {"files": ("photo1.jpg", photo())}},
    ),
    Case(
        "GET /api/products/?category=salon&limit=20",
        200,
        {"success": True, "category": "salon", "products": [PRODUCT], "total": WHOLE},
    ),
    Case(
        "GET /api/products?query=canapé&category=salon&limit=10",
        200,
        {"success": True, "products": [PRODUCT], "total": WHOLE, "page": 1, "limit": 10},
    ),
    Case(
        "GET /api/products/categories",
        200,
        {
            "success": True,
            "categories": [{"id": TEXT, "name": TEXT, "product_count": WHOLE}],
            "total": 4,
        },
    ),
    Case(
        "GET /api/products/SAL-CAP-001",
        200,
        {
            "success": True,
            "product": {
                **PRODUCT,
                "id": "SAL-CAP-001",
                "name": "Canapé Premium",
                "price": 1299.99,
                "dimensions": TEXT,
                "weight_kg": NUMBER,
                "colors": TEXTS,
                "materials": TEXTS,
                "warranty_years": WHOLE,
            },
        },
    ),
    Case(
        "GET /api/products/CANAPÉ-OSLO-3P",
        200,
        {"success": True, "product": {**PRODUCT, "sku": "CANAPÉ-OSLO-3P", "price": 1299.0}},
    ),
    Case(
        "GET /api/products/catalog/summary",
        200,
        {
            "success": True,
            "catalog_version": TEXT,
            "last_updated": INSTANT,
            "summary": TEXT,
            "total_products": WHOLE,
        },
    ),
    Case(
        "POST /api/tickets/",
        201,
        {
            "success": True,
            "ticket": {
                "ticket_id": "SAV-MDF-00001",
                "order_number": ORDER,
                "problem_description": "Le canapé a un ressort cassé",
                "priority": "P1",
                "photos": ["https://example.com/photo1.jpg"],
                "status": "nouveau",
                "created_at": INSTANT,
                "access_token": TEXT,
            },
        },
        {
            "json": {
                "order_number": ORDER,
                "problem_description": "Le canapé a un ressort cassé",
                "priority": "P1",
                "photos": ["https://example.com/photo1.jpg"],
            }
        },
    ),
    Case(
        "POST /api/tickets",
        201,
        {
            "success": True,
            "ticket": {
                "ticket_id": TEXT,
                "status": "open",
                "priority": "medium",
                "created_at": INSTANT,
                "sla_response_deadline": INSTANT,
            },
        },
        {
            "json": {
                "customer_id": "CUST123",
                "product_sku": "CANAPÉ-OSLO-3P",
                "problem_category": "défaut_fabrication",
                "problem_severity": "moyen",
                "description": "Déchirure sur l'accoudoir gauche",
                "attachments": ["upload_123"],
            }
        },
        signed_in=True,
    ),
    Case("GET /api/faq/", 200, [ENTRY]),
    Case("GET /api/faq/?query=nettoyer", 200, [ENTRY]),
    Case(
        "GET /api/faq/categories",
        200,
        [{"id": TEXT, "name": TEXT, "icon": TEXT, "question_count": WHOLE}],
    ),
    Case("GET /api/faq/category/entretien", 200, [ENTRY]),
    Case(
        "POST /api/faq/vote",
        200,
        {"success": True, "message": TEXT, "question_id": "faq-001", "helpful": True},
        {"json": {"question_id": "faq-001", "helpful": True}},
    ),
    Case(
        "POST /api/faq/add",
        201,
        {"success": True, "message": TEXT, "category_id": "entretien"},
        {
            "json": {
                "category_id": "entretien",
                "question": "Comment réparer une rayure?",
                "answer": "Les rayures mineures peuvent être poncées.",
                "keywords": ["rayure", "réparation", "bois"],
            }
        },
    ),
    Case(
        "GET /api/faq/stats",
        200,
        {
            "metadata": {"last_updated": INSTANT, "version": TEXT},
            "statistics": {
                "total_questions": WHOLE,
                "total_votes": WHOLE,
                "avg_helpfulness": NUMBER,
            },
            "total_categories": 8,
        },
    ),
    Case(
        "POST /api/sav/create-claim",
        200,
        {
            "success": True,
            "ticket": {
                "ticket_id": "SAV-MDF-00001",
                "status": "en_attente_preuves",
                "priority": TEXT,
                "priority_score": WHOLE,
                "problem_category": "Defaut_structural",
                "problem_severity": TEXT,
                "problem_confidence": NUMBER,
                "warranty_covered": True,
                "warranty_component": "Structural",
                "auto_resolved": False,
                "resolution_type": None,
                "sla_response_deadline": INSTANT,
                "sla_intervention_deadline": INSTANT,
                "created_at": INSTANT,
            },
            "evidence_requirements": TEXT,
            "next_steps": TEXTS,
        },
        {
            "json": {
                "customer_id": "CUST-12345",
                "order_number": ORDER,
                "product_sku": "SAL-CAP-001",
                "product_name": "Canapé Premium",
                "problem_description": "Le canapé a un ressort cassé après 2 mois",
                "purchase_date": "2025-11-15T10:00:00Z",
                "delivery_date": "2025-11-20T10:00:00Z",
                "customer_tier": "premium",
                "product_value": 1299.99,
            }
        },
    ),
    Case(
        "GET /api/sav/evidence-requirements/Defaut_structural",
        200,
        {
            "category": "Defaut_structural",
            "requirements": TEXT,
            "required_evidence": [{"type": "photo", "minimum_count": 3, "description": TEXT}],
        },
    ),
    Case(
        "POST /api/voice/chat",
        200,
        {
            "response": TEXT,
            "session_id": "voice-session-123",
            "action": None,
            "ticket_data": None,
            "emotion_analysis": {"detected_emotion": TEXT, "confidence": NUMBER},
        },
        {
            "json": {
                "message": "Mon canapé a un problème, le ressort est cassé",
                "conversation_history": [
                    {"role": "assistant", "content": "Bonjour! Comment puis-je vous aider?"},
                    {"role": "user", "content": "J'ai un problème avec mon canapé"},
                ],
                "session_id": "voice-session-123",
                "photos": ["https://example.com/photo1.jpg"],
            }
        },
    ),
    Case(
        "GET /api/realtime/health",
        200,
        {"status": TEXT, "realtime_configured": False, "message": TEXT},
    ),
]


@pytest.fixture
def measured_as_a_server(monkeypatch):
    """The bound on memory is a server's; a process of tests has opened thousands of shops."""
    monkeypatch.setattr("comptoir.platform.MEMORY_WARNING_MB", 16 * 1024)


@pytest.mark.usefixtures("measured_as_a_server")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.request)
async def test_the_answer_has_the_documented_fields(shop, case):
    visitor = await shop.signed_in(CLAIRE) if case.signed_in else shop.visitor()
    method, path = case.request.split(" ", 1)
    answer = await visitor.http.request(method, path, **case.sends)
    assert answer.status_code == case.status, answer.text
    assert misfits(case.shape, answer.json()) == []


async def test_a_token_is_refreshed_as_documented(shop):
    claire = await shop.signed_in(CLAIRE)
    answer = await claire.http.post(
        "/api/auth/refresh", json={"refresh_token": claire.tokens["refresh_token"]}
    )
    assert misfits(TOKENS, answer.json()) == []


async def test_a_session_is_cleared_as_documented(shop):
    visitor = shop.visitor()
    await visitor.says("Bonjour", "session-123")
    answer = await visitor.http.delete("/api/chat/session-123")
    assert misfits({"success": True, "message": TEXT}, answer.json()) == []


async def test_a_history_is_as_ruled(shop):
    claire = await shop.signed_in(CLAIRE)
    await claire.says("Bonjour", "session-123")
    answer = await claire.http.get("/api/chat/history?limit=20&offset=0")
    said = {"session_id": "session-123", "role": TEXT, "content": TEXT, "created_at": INSTANT}
    shape = {"success": True, "history": [said], "total": 2, "limit": 20, "offset": 0}
    assert misfits(shape, answer.json()) == []


async def test_a_ticket_is_listed_read_proven_and_followed_as_documented(shop):
    visitor = shop.visitor()
    made = await visitor.http.post(
        "/api/tickets/",
        json={"order_number": ORDER, "problem_description": "Le canapé a un ressort cassé"},
    )
    ticket_id = made.json()["ticket"]["ticket_id"]
    visitor.http.headers["X-Ticket-Token"] = made.json()["ticket"]["access_token"]

    one = {
        "ticket_id": ticket_id,
        "order_number": ORDER,
        "status": "nouveau",
        "priority": TEXT,
        "created_at": INSTANT,
    }
    staff = shop.visitor(**{"X-API-Key": ADMIN_KEY})
    listed = await staff.http.get("/api/tickets/?limit=10")
    assert misfits({"success": True, "tickets": [one], "total": 1}, listed.json()) == []

    read = await visitor.http.get(f"/api/tickets/{ticket_id}")
    whole = {**one, "problem_description": TEXT, "photos": TEXTS, "updated_at": INSTANT}
    assert misfits({"success": True, "ticket": whole}, read.json()) == []

    proven = await visitor.http.post(
        "/api/sav/add-evidence",
        json={
            "ticket_id": ticket_id,
            "evidence_type": "photo",
            "evidence_url": "https://cdn.example.com/evidence1.jpg",
            "file_size_bytes": 2048576,
            "description": "Photo du ressort cassé",
            "metadata": {"taken_at": "2026-01-31T09:00:00Z", "camera": "iPhone 13"},
        },
    )
    shape = {
        "success": True,
        "evidence_analysis": {
            "quality": "unknown",
            "quality_score": 0,
            "issues": TEXTS,
            "strengths": TEXTS,
            "recommendations": TEXTS,
            "verified": False,
        },
        "completeness": {
            "is_complete": TRUTH,
            "completeness_score": NUMBER,
            "missing_items": TEXTS,
            "additional_requests": TEXTS,
            "can_proceed": TRUTH,
        },
        "ticket_status": TEXT,
        "evidence_count": 1,
    }
    assert proven.status_code == 200, proven.text
    assert misfits(shape, proven.json()) == []

    followed = await visitor.http.get(f"/api/sav/ticket/{ticket_id}")
    shape = {
        "ticket_id": ticket_id,
        "status": TEXT,
        "priority": TEXT,
        "problem_category": TEXT,
        "warranty_covered": TRUTH,
        "completion_percentage": WHOLE,
        "actions_count": WHOLE,
        "evidence_count": 1,
        "next_milestone": TEXT,
    }
    assert misfits({"success": True, "ticket": shape}, followed.json()) == []

    history = await visitor.http.get(f"/api/sav/ticket/{ticket_id}/history")
    action = {
        "action_id": TEXT,
        "timestamp": INSTANT,
        "actor": TEXT,
        "action_type": TEXT,
        "description": TEXT,
        "metadata": OBJECT,
    }
    shape = {"success": True, "ticket_id": ticket_id, "actions": [action]}
    assert misfits(shape, history.json()) == []
    assert history.json()["actions"][0]["action_id"] == "ACT-001"


@pytest.mark.parametrize(
    ("request_", "sends", "status"),
    [
        ("POST /api/auth/register", {"email": CLAIRE, "username": "other"}, 400),
        ("POST /api/auth/register", {"email": "o@example.com", "username": "client"}, 400),
        ("POST /api/auth/login", {"email": CLAIRE, "password": "not-the-one"}, 401),
        ("POST /api/auth/refresh", {"refresh_token": "no-token"}, 401),
        ("GET /api/auth/me", None, 401),
        ("POST /api/chat", {"message": "Bonjour", "session_id": "with space"}, 400),
        ("POST /api/chat", {"message": "Bonjour", "order_number": "30301"}, 400),
        ("DELETE /api/chat/no.such.session", None, 400),
        ("DELETE /api/chat/no-such-session", None, 404),
        ("GET /api/products/NO-SUCH-001", None, 404),
        ("GET /api/tickets/SAV-MDF-99999", None, 404),
        ("GET /api/sav/ticket/SAV-MDF-99999", None, 404),
        ("POST /api/tickets", {"problem_description": "Cassé"}, 400),
        ("POST /api/realtime/token", {}, 500),
    ],
)
async def test_what_goes_wrong_is_answered_in_one_body(shop, request_, sends, status):
    method, path = request_.split(" ", 1)
    if path == "/api/auth/register":
        sends = {"password": "SecurePass123!", **sends}
    answer = await shop.visitor().http.request(method, path, json=sends)
    assert answer.status_code == status, answer.text
    shape = {
        "success": False,
        "error": TEXT,
        "detail": TEXT,
        "status_code": status,
        "request_id": TEXT,
    }
    assert misfits(shape, answer.json()) == []
