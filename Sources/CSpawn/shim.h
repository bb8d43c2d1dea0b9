// What starting a bounded program needs and the Glibc module does not show, as it is built without _GNU_SOURCE.
// Declared here as glibc declares them.
#pragma once
#include <spawn.h>
#include <sys/types.h>

extern int memfd_create(const char *, unsigned int);
extern int pipe2(int[2], int);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);

static const unsigned int motcua_close_on_exec = 1;  // MFD_CLOEXEC
