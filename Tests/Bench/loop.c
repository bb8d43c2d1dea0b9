// The bare loop our server is measured against: one thread, edge-triggered epoll, level of HTTP just enough to
// answer a GET whose head fits one read. Pipelined requests are counted by their empty lines.
//   cc -O2 -o loop loop.c && ./loop 9100
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static const char page[] =
    "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Type: text/plain\r\n"
    "Content-Length: 13\r\n\r\nHello, world!";

int main(int argc, char **argv) {
  int port = argc > 1 ? atoi(argv[1]) : 9100, on = 1;
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), poll = epoll_create1(0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 1024)) return perror("bind"), 1;
  struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, events[256];
  epoll_ctl(poll, EPOLL_CTL_ADD, listener, &event);
  for (;;) {
    int found = epoll_wait(poll, events, 256, -1);
    for (int i = 0; i < found; i++) {
      int fd = events[i].data.fd;
      if (fd == listener) {
        int client;
        while ((client = accept4(listener, 0, 0, SOCK_NONBLOCK)) >= 0) {
          setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
          event = (struct epoll_event){.events = EPOLLIN | EPOLLET, .data.fd = client};
          epoll_ctl(poll, EPOLL_CTL_ADD, client, &event);
        }
        continue;
      }
      char buffer[16384];
      ssize_t count;
      while ((count = recv(fd, buffer, sizeof buffer, 0)) > 0) {
        for (char *at = buffer; (at = memmem(at, buffer + count - at, "\r\n\r\n", 4)); at += 4)
          send(fd, page, sizeof page - 1, MSG_NOSIGNAL);
        if (count < (ssize_t)sizeof buffer) break;
      }
      if (count == 0) close(fd);
    }
  }
}
