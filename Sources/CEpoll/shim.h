// What Linux has and the Glibc module does not show: epoll, eventfd, and functions behind _GNU_SOURCE, which
// that module is built without. They are declared here as glibc declares them.
#pragma once
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <time.h>

extern int accept4(int, struct sockaddr *, socklen_t *, int);
extern int pthread_setname_np(pthread_t, const char *);
extern char *strptime(const char *, const char *, struct tm *);

static const unsigned int motcua_epoll_read = EPOLLIN;
static const unsigned int motcua_epoll_write = EPOLLOUT;
static const unsigned int motcua_epoll_hangup = EPOLLRDHUP | EPOLLHUP | EPOLLERR;
static const unsigned int motcua_epoll_edge = EPOLLET;
