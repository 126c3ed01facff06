/* Load for rooms over WebSocket: one thread, epoll.
 *
 * fanout_load PORT MEMBERS SENDERS PER_SECOND SECONDS ROOM TOKENS_FILE
 *
 * Opens MEMBERS sockets (tokens in turns, "-" for none), joins ROOM unless it begins with "!", lets the
 * first SENDERS of them send PER_SECOND messages a second in all, each with the time it was sent,
 * and prints one line: sent, deliveries, acks, p50 and p99 of the deliveries in microseconds, p50
 * and p99 of the acks. PER_SECOND 0: as fast as 4 messages in flight allow.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define CAP (1 << 20)
#define SAMPLES (1 << 22)

typedef struct { int fd; int open; size_t used; unsigned char *data; } Peer;

static uint32_t *delivered_us, *acked_us;
static size_t deliveries, acks, joined;
static long long sent_at[1 << 20];

static long long now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

static void all(int fd, const void *data, size_t size) {
    const char *at = data;
    while (size) {
        ssize_t n = write(fd, at, size);
        if (n < 0 && (errno == EAGAIN || errno == EINTR)) { usleep(200); continue; }
        if (n <= 0) { perror("write"); exit(1); }
        at += n; size -= (size_t)n;
    }
}

static void say(int fd, const char *text) {
    unsigned char frame[2048];
    size_t n = strlen(text), head = 0;
    frame[head++] = 0x81;
    if (n < 126) frame[head++] = (unsigned char)(0x80 | n);
    else { frame[head++] = 0x80 | 126; frame[head++] = (unsigned char)(n >> 8); frame[head++] = (unsigned char)n; }
    memset(frame + head, 0, 4); head += 4;  /* a mask of zeros changes nothing */
    memcpy(frame + head, text, n);
    all(fd, frame, head + n);
}

static int compare(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static double quantile(uint32_t *values, size_t count, double q) {
    if (!count) return 0;
    qsort(values, count, sizeof *values, compare);
    return values[(size_t)((double)(count - 1) * q)];
}

static void heard(const unsigned char *text, size_t size) {
    long long now = now_us();
    const char *mark = memmem(text, size, "\"t=", 3);
    if (memmem(text, size, "\"type\":\"ack\"", 12)) {
        const char *id = memmem(text, size, "\"client_id\":\"", 13);
        if (id && acks < SAMPLES) {
            long number = atol(id + 13);
            acked_us[acks++] = (uint32_t)(now - sent_at[number & ((1 << 20) - 1)]);
        }
    } else if (mark) {
        if (deliveries < SAMPLES) delivered_us[deliveries] = (uint32_t)(now - atoll(mark + 3));
        deliveries++;
    } else if (memmem(text, size, "\"joined\"", 8)) joined++;
    else if (memmem(text, size, "\"error\"", 7)) fprintf(stderr, "%.*s\n", (int)size, text);
}

static void read_frames(Peer *peer) {
    for (;;) {
        ssize_t n = read(peer->fd, peer->data + peer->used, CAP - peer->used);
        if (n == 0) { fprintf(stderr, "closed by the server\n"); exit(1); }
        if (n < 0) { if (errno == EAGAIN) return; perror("read"); exit(1); }
        peer->used += (size_t)n;
        size_t at = 0;
        if (!peer->open) {
            unsigned char *end = memmem(peer->data, peer->used, "\r\n\r\n", 4);
            if (!end) continue;
            if (memcmp(peer->data, "HTTP/1.1 101", 12)) { fprintf(stderr, "%.*s\n", 300, peer->data); exit(1); }
            peer->open = 1;
            at = (size_t)(end + 4 - peer->data);
        }
        for (;;) {
            size_t left = peer->used - at, head = 2;
            if (left < 2) break;
            unsigned char *f = peer->data + at;
            uint64_t size = f[1] & 127;
            if (size == 126) { if (left < 4) break; size = (uint64_t)f[2] << 8 | f[3]; head = 4; }
            else if (size == 127) { if (left < 10) break; size = 0; for (int i = 2; i < 10; i++) size = size << 8 | f[i]; head = 10; }
            if (left < head + size) break;
            int opcode = f[0] & 15;
            if (opcode == 1) heard(f + head, size);
            else if (opcode == 9) {
                unsigned char pong[256] = {0x8a, (unsigned char)(0x80 | size)};
                memcpy(pong + 6, f + head, size);
                all(peer->fd, pong, 6 + size);
            } else if (opcode == 8) { fprintf(stderr, "closed: %.*s\n", (int)size - 2, f + head + 2); exit(1); }
            at += head + size;
        }
        memmove(peer->data, peer->data + at, peer->used - at);
        peer->used -= at;
    }
}

int main(int argc, char **argv) {
    if (argc != 8) return 2;
    int port = atoi(argv[1]), members = atoi(argv[2]), senders = atoi(argv[3]);
    int per_s = atoi(argv[4]); double seconds = atof(argv[5]);
    const char *room = argv[6];
    int follow = *room != '!';
    if (!follow) room++;
    signal(SIGPIPE, SIG_IGN);
    delivered_us = malloc(SAMPLES * sizeof *delivered_us);
    acked_us = malloc(SAMPLES * sizeof *acked_us);
    char tokens[64][1024]; int token_count = 0;
    FILE *file = strcmp(argv[7], "-") ? fopen(argv[7], "r") : NULL;
    while (file && token_count < 64 && fgets(tokens[token_count], 1024, file)) {
        tokens[token_count][strcspn(tokens[token_count], "\n")] = 0; token_count++;
    }
    Peer *peers = calloc((size_t)members, sizeof *peers);
    int poll = epoll_create1(0);
    struct epoll_event events[512];
    for (int i = 0; i < members; i++) {
        Peer *peer = &peers[i];
        struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
        inet_pton(AF_INET, "127.0.0.1", &to.sin_addr);
        peer->fd = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(peer->fd, (struct sockaddr *)&to, sizeof to)) { perror("connect"); return 1; }
        int one = 1; setsockopt(peer->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        fcntl(peer->fd, F_SETFL, O_NONBLOCK);
        peer->data = malloc(CAP);
        char request[2048];
        int n = snprintf(request, sizeof request,
            "GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n%s%s%s\r\n",
            port, token_count ? "Authorization: Bearer " : "", token_count ? tokens[i % token_count] : "",
            token_count ? "\r\n" : "");
        all(peer->fd, request, (size_t)n);
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = peer};
        epoll_ctl(poll, EPOLL_CTL_ADD, peer->fd, &event);
        long long give_up = now_us() + 20000000;
        while (!peer->open && now_us() < give_up) {
            int found = epoll_wait(poll, events, 512, 100);
            for (int k = 0; k < found; k++) read_frames(events[k].data.ptr);
        }
        if (!peer->open) { fprintf(stderr, "no handshake\n"); return 1; }
        if (follow) {
            char join[256];
            snprintf(join, sizeof join, "{\"type\":\"join\",\"room\":\"%s\"}", room);
            size_t before = joined;
            say(peer->fd, join);
            while (joined == before && now_us() < give_up) {
                int found = epoll_wait(poll, events, 512, 100);
                for (int k = 0; k < found; k++) read_frames(events[k].data.ptr);
            }
        }
    }
    printf("ready\n"); fflush(stdout);
    if (getchar() == EOF) return 1;
    deliveries = acks = 0;
    long long begin = now_us(), end = begin + (long long)(seconds * 1e6), finish = end + 3000000;
    long sent = 0; long long next = begin;
    long salt = (long)(begin % 100000) * 10000;
    for (;;) {
        long long now = now_us();
        int may = per_s ? now >= next : (deliveries >= (size_t)(sent > 4 ? (sent - 4) * members : 0));
        if (now < end && may) {
            char text[512];
            long number = salt + sent;
            sent_at[number & ((1 << 20) - 1)] = now;
            snprintf(text, sizeof text,
                "{\"type\":\"message\",\"room\":\"%s\",\"client_id\":\"%ld\",\"content\":\"t=%lld un message de taille ordinaire pour la mesure\"}",
                room, number, now);
            say(peers[sent % senders].fd, text);
            sent++;
            next = per_s ? next + 1000000 / per_s : 0;
            continue;
        }
        if (now >= finish || (now >= end && (follow ? deliveries >= (size_t)sent * (size_t)members : acks >= (size_t)sent))) break;
        int wait_ms = per_s && now < end ? (int)((next - now) / 1000) : 20;
        int found = epoll_wait(poll, events, 512, wait_ms < 0 ? 0 : wait_ms > 20 ? 20 : wait_ms);
        for (int k = 0; k < found; k++) read_frames(events[k].data.ptr);
    }
    size_t measured = deliveries < SAMPLES ? deliveries : SAMPLES;
    double d50 = quantile(delivered_us, measured, 0.5), d99 = quantile(delivered_us, measured, 0.99);
    double a50 = quantile(acked_us, acks, 0.5), a99 = quantile(acked_us, acks, 0.99);
    printf("{\"sent\":%ld,\"deliveries\":%zu,\"acks\":%zu,\"seconds\":%.3f,\"d50_us\":%.0f,\"d99_us\":%.0f,\"a50_us\":%.0f,\"a99_us\":%.0f}\n",
        sent, deliveries, acks, (double)(now_us() - begin) / 1e6, d50, d99, a50, a99);
    return 0;
}
