# Transcription
curl -X POST http://localhost:8000/api/voice/transcribe \
  -H "Authorization: Bearer <access_token>" \
  -F "audio_file=@/path/to/audio.mp3" \
  -F "language=fr"

# Message
curl -X POST http://localhost:8000/api/chat \
  -H "Authorization: Bearer <access_token>" \
  -H "Content-Type: application/json" \
  -d '{
    "message": "Bonjour, j'\''ai un problème avec mon canapé",
    "language": "fr",
    "session_id": "session_123"
  }'

# Speech
curl -X POST http://localhost:8000/api/voice/tts \
  -H "Authorization: Bearer <access_token>" \
  -H "Content-Type: application/json" \
  -d '{
    "text": "Votre ticket a été créé avec succès",
    "language": "fr",
    "voice": "alloy"
  }' \
  --output response.mp3
