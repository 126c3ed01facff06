import requests

BASE_URL = "http://localhost:8000"

# Register
response = requests.post(
    f"{BASE_URL}/api/auth/register",
    json={
        "email": "test@example.com",
        "username": "testuser",
        "full_name": "Test User",
        "password": "SecurePass123!",
    },
)
print(response.json())

# Login
response = requests.post(
    f"{BASE_URL}/api/auth/login", data={"username": "testuser", "password": "SecurePass123!"}
)
token = response.json()["access_token"]

# Chat
headers = {"Authorization": f"Bearer {token}"}
response = requests.post(
    f"{BASE_URL}/api/chat/", headers=headers, json={"message": "Bonjour", "session_id": "test"}
)
print(response.json())
