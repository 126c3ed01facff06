# Login
curl -X POST http://localhost:8000/api/auth/login \
  -H "Content-Type: application/json" \
  -d '{
    "email": "customer@example.com",
    "password": "password123"
  }'

# Photo
curl -X POST http://localhost:8000/api/upload \
  -H "Authorization: Bearer <access_token>" \
  -F "file=@/path/to/photo.jpg" \
  -F "description=Photo du défaut"

# Ticket
curl -X POST http://localhost:8000/api/tickets \
  -H "Authorization: Bearer <access_token>" \
  -H "Content-Type: application/json" \
  -d '{
    "customer_id": "CUST123",
    "product_sku": "CANAPÉ-OSLO-3P",
    "problem_category": "défaut_fabrication",
    "problem_severity": "moyen",
    "description": "Déchirure sur l'\''accoudoir gauche",
    "attachments": ["upload_123"]
  }'

# Follow
curl -X GET http://localhost:8000/api/tickets/TKT-2025-001234 \
  -H "Authorization: Bearer <access_token>"
