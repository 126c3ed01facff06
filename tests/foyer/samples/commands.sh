# Login
curl -X POST http://localhost:8061/api/auth/login \
  -H "Content-Type: application/json" \
  -d '{"email":"user@example.com","password":"password"}'

# Créer un agent (remplacer TOKEN par votre token)
curl -X POST http://localhost:8061/api/agents \
  -H "Content-Type: application/json" \
  -H "Authorization: Bearer TOKEN" \
  -d '{
    "name": "Assistant Bash",
    "system_prompt": "Tu es un expert en scripts Bash",
    "model": "mistral-small"
  }'

# Envoyer un message
curl -X POST http://localhost:8061/api/messages \
  -H "Content-Type: application/json" \
  -H "Authorization: Bearer TOKEN" \
  -d '{
    "chat_id": 1,
    "content": "Comment créer un script de backup?"
  }'
