import requests


class FoyerGPTAPI:
    def __init__(self, base_url="http://localhost:8061/api"):
        self.base_url = base_url
        self.session = requests.Session()
        self.token = None

    def login(self, email, password):
        response = self.session.post(
            f"{self.base_url}/auth/login", json={"email": email, "password": password}
        )
        response.raise_for_status()
        data = response.json()
        self.token = data["access_token"]
        self.session.headers.update({"Authorization": f"Bearer {self.token}"})
        return data

    def create_agent(self, name, system_prompt, **kwargs):
        response = self.session.post(
            f"{self.base_url}/agents", json={"name": name, "system_prompt": system_prompt, **kwargs}
        )
        response.raise_for_status()
        return response.json()

    def send_message(self, chat_id, content):
        response = self.session.post(
            f"{self.base_url}/messages", json={"chat_id": chat_id, "content": content}
        )
        response.raise_for_status()
        return response.json()


# Utilisation
api = FoyerGPTAPI()
api.login("user@example.com", "password")

# Créer un agent
agent = api.create_agent(
    name="Assistant Python", system_prompt="Tu es un expert Python", model="mistral-medium"
)

# Créer une conversation et envoyer un message
chat = api.session.post(f"{api.base_url}/chats", json={"agent_id": agent["id"]}).json()
response = api.send_message(chat["id"], "Comment optimiser ce code Python?")
