// The Glibc module has neither epoll nor eventfd.
#pragma once
#include <sys/epoll.h>
#include <sys/eventfd.h>
