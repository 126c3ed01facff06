import axios from 'axios';

const api = axios.create({
  baseURL: 'http://localhost:8061/api',
  headers: {
    'Content-Type': 'application/json'
  }
});

// Login
const login = async (email: string, password: string) => {
  const response = await api.post('/auth/login', { email, password });
  const { access_token } = response.data;
  
  // Stocker le token pour les requêtes futures
  api.defaults.headers.common['Authorization'] = `Bearer ${access_token}`;
  
  return response.data;
};

// Créer un agent
const createAgent = async (agentData: any) => {
  const response = await api.post('/agents', agentData);
  return response.data;
};

// Envoyer un message
const sendMessage = async (chatId: number, content: string) => {
  const response = await api.post('/messages', {
    chat_id: chatId,
    content: content
  });
  return response.data;
};
