const socket = io('http://localhost:8061', {
  path: '/ws/socket.io',
  auth: {
    token: 'your-jwt-token'
  }
});

socket.emit('join_chat', { chat_id: 1 });

socket.emit('leave_chat', { chat_id: 1 });

socket.emit('typing', { 
  chat_id: 1, 
  is_typing: true 
});

socket.on('user_typing', (data) => {
  console.log(`User ${data.user_id} is typing: ${data.is_typing}`);
});

socket.on('new_message', (message) => {
  console.log('New message:', message);
});
