/* People who come, stay, are cut off all at once and come back: one thread, epoll.
 *
 * crowd_load PORT FILE COUNT TOGETHER
 *
 * FILE has a token and a room a line. COUNT sockets are opened, TOGETHER handshakes at a time, and each
 * joins its room. On "cut" all are reset; on "back" each comes back, with the last `seq` it has.
 * After each round one line: how long it took until all had joined and had every message up to the `seq` that
 * their `joined` names, how many messages came, how many of them were not the next of their room, and the
 * slowest socket. A socket that is refused or closed tries again.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { AWAY, CONNECTING, SHAKING, JOINING, HERE };
typedef struct { int fd, state; long last, target; size_t used, cap; unsigned char *data; long long began; char *token, *room; } Peer;

static Peer *peers;
static int poll_fd, port, count;
static long whole, messages, out_of_order, retries, on_way;
static long long slowest_us;

static long long now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

static void send_all(Peer *p, const void *data, size_t size) {
    const char *at = data;
    while (size) {
        ssize_t n = write(p->fd, at, size);
        if (n < 0 && (errno == EAGAIN || errno == EINTR)) { usleep(100); continue; }
        if (n <= 0) return;  /* reading says that it has gone */
        at += n; size -= (size_t)n;
    }
}

static void say(Peer *p, int opcode, const char *text, size_t n) {
    unsigned char frame[2048];
    size_t head = 0;
    frame[head++] = (unsigned char)(0x80 | opcode);
    if (n < 126) frame[head++] = (unsigned char)(0x80 | n);
    else { frame[head++] = 0x80 | 126; frame[head++] = (unsigned char)(n >> 8); frame[head++] = (unsigned char)n; }
    memset(frame + head, 0, 4); head += 4;  /* a mask of zeros changes nothing */
    memcpy(frame + head, text, n);
    send_all(p, frame, head + n);
}

static void leave(Peer *p) {
    if (p->state == AWAY) return;
    if (p->state != HERE) on_way--;
    struct linger now = {1, 0};
    setsockopt(p->fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(p->fd);
    p->state = AWAY; p->used = 0;
}

static void come(Peer *p) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    inet_pton(AF_INET, "127.0.0.1", &to.sin_addr);
    p->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (p->fd < 0) { perror("socket"); exit(1); }
    int one = 1;
    setsockopt(p->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    connect(p->fd, (struct sockaddr *)&to, sizeof to);
    p->state = CONNECTING; p->used = 0; p->target = -1;
    on_way++;
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT, .data.ptr = p};
    epoll_ctl(poll_fd, EPOLL_CTL_ADD, p->fd, &event);
}

static long number_after(const unsigned char *text, size_t size, const char *name) {
    const unsigned char *at = memmem(text, size, name, strlen(name));
    return at ? atol((const char *)at + strlen(name)) : -1;
}

static void arrived(Peer *p) {
    if (p->state == JOINING && p->target >= 0 && p->last >= p->target) {
        p->state = HERE; on_way--; whole++;
        long long took = now_us() - p->began;
        if (took > slowest_us) slowest_us = took;
    }
}

static void heard(Peer *p, unsigned char *text, size_t size) {
    unsigned char kept = text[size]; text[size] = 0;  /* atol stops there */
    if (memmem(text, size, "\"type\":\"joined\"", 15)) {
        p->target = number_after(text, size, "\"seq\":");
        if (p->last < 0) p->last = p->target;
    } else if (memmem(text, size, "\"type\":\"message\"", 16)) {
        long seq = number_after(text, size, "\"seq\":");
        messages++;
        if (seq != p->last + 1) out_of_order++;
        p->last = seq;
    } else if (memmem(text, size, "\"type\":\"error\"", 14)) fprintf(stderr, "%s\n", text);
    text[size] = kept;
    arrived(p);
}

static void opened(Peer *p) {
    char request[2048];
    int n = snprintf(request, sizeof request,
        "GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nAuthorization: Bearer %s\r\n\r\n",
        port, p->token);
    send_all(p, request, (size_t)n);
    p->state = SHAKING;
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = p};
    epoll_ctl(poll_fd, EPOLL_CTL_MOD, p->fd, &event);
}

static void join(Peer *p) {
    char text[256];
    int n = p->last < 0
        ? snprintf(text, sizeof text, "{\"type\":\"join\",\"room\":\"%s\"}", p->room)
        : snprintf(text, sizeof text, "{\"type\":\"join\",\"room\":\"%s\",\"since\":%ld}", p->room, p->last);
    p->state = JOINING;
    say(p, 1, text, (size_t)n);
}

static void gone(Peer *p) {
    if (p->state == HERE) whole--;
    leave(p); retries++;
}

static void read_all(Peer *p) {
    for (;;) {
        if (p->cap - p->used < 2048) { p->cap *= 2; p->data = realloc(p->data, p->cap + 1); }
        ssize_t n = read(p->fd, p->data + p->used, p->cap - p->used);
        if (n < 0 && errno == EAGAIN) return;
        if (n <= 0) { gone(p); return; }
        p->used += (size_t)n;
        size_t at = 0;
        if (p->state == SHAKING) {
            unsigned char *end = memmem(p->data, p->used, "\r\n\r\n", 4);
            if (!end) continue;
            if (memcmp(p->data, "HTTP/1.1 101", 12)) { gone(p); return; }
            at = (size_t)(end + 4 - p->data);
            join(p);
        }
        for (;;) {
            size_t left = p->used - at, head = 2;
            if (left < 2) break;
            unsigned char *f = p->data + at;
            size_t size = f[1] & 127;
            if (size == 126) { if (left < 4) break; size = (size_t)f[2] << 8 | f[3]; head = 4; }
            else if (size == 127) { if (left < 10) break; size = 0; for (int i = 2; i < 10; i++) size = size << 8 | f[i]; head = 10; }
            if (left < head + size) break;
            int opcode = f[0] & 15;
            if (opcode == 1) heard(p, f + head, size);
            else if (opcode == 9) say(p, 10, (char *)f + head, size);
            else if (opcode == 8) { gone(p); return; }
            at += head + size;
        }
        memmove(p->data, p->data + at, p->used - at);
        p->used -= at;
    }
}

static void turn(int wait_ms) {
    struct epoll_event events[512];
    int found = epoll_wait(poll_fd, events, 512, wait_ms);
    for (int k = 0; k < found; k++) {
        Peer *p = events[k].data.ptr;
        if (p->state == AWAY) continue;
        if (p->state == CONNECTING) {
            int error = 0; socklen_t size = sizeof error;
            getsockopt(p->fd, SOL_SOCKET, SO_ERROR, &error, &size);
            if (error) { gone(p); continue; }
            if (events[k].events & EPOLLOUT) opened(p);
        }
        if (events[k].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) read_all(p);
    }
}

static void all_here(int together) {
    long long began = now_us(), give_up = began + 180000000;
    whole = messages = out_of_order = retries = 0; slowest_us = 0;
    for (int i = 0; i < count; i++) peers[i].began = 0;
    int next = 0;
    while (whole < count && now_us() < give_up) {
        for (int looked = 0; on_way < together && looked < count; looked++) {
            Peer *p = &peers[next]; next = (next + 1) % count;
            if (p->state == AWAY) { if (!p->began) p->began = now_us(); come(p); }
        }
        turn(20);
    }
    printf("{\"here\":%ld,\"seconds\":%.2f,\"messages\":%ld,\"out_of_order\":%ld,\"again\":%ld,\"slowest_ms\":%.0f}\n",
        whole, (double)(now_us() - began) / 1e6, messages, out_of_order, retries, (double)slowest_us / 1e3);
    fflush(stdout);
}

int main(int argc, char **argv) {
    if (argc != 5) return 2;
    port = atoi(argv[1]); count = atoi(argv[3]);
    int together = atoi(argv[4]);
    signal(SIGPIPE, SIG_IGN);
    peers = calloc((size_t)count, sizeof *peers);
    FILE *file = fopen(argv[2], "r");
    char token[1500], room[100];
    for (int i = 0; i < count; i++) {
        if (!file || fscanf(file, "%1499s %99s", token, room) != 2) { fprintf(stderr, "too few tokens\n"); return 1; }
        peers[i] = (Peer){.last = -1, .cap = 4096, .data = malloc(4097), .token = strdup(token), .room = strdup(room)};
    }
    poll_fd = epoll_create1(0);
    all_here(together);
    fcntl(0, F_SETFL, O_NONBLOCK);
    char order[64]; size_t used = 0;
    for (;;) {
        turn(20);
        ssize_t n = read(0, order + used, sizeof order - used);
        if (n == 0) return 0;
        if (n < 0) continue;
        used += (size_t)n;
        if (!memchr(order, '\n', used)) continue;
        if (!memcmp(order, "cut", 3)) {
            for (int i = 0; i < count; i++) leave(&peers[i]);
            printf("cut\n"); fflush(stdout);
        } else if (!memcmp(order, "back", 4)) all_here(together);
        else printf("{\"here\":%ld,\"messages\":%ld,\"out_of_order\":%ld}\n", whole, messages, out_of_order), fflush(stdout);
        used = 0;
    }
}
