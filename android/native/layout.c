/* Compiled before anything else: what musl's headers say must be what bionic is made of on 64 bits.
   The numbers are those of the libc crate for Android. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define SAME(here, bionic) _Static_assert((here) == (bionic), #here)

#ifdef __aarch64__
SAME(sizeof(struct stat), 128);
SAME(O_NOFOLLOW, 0100000);
SAME(O_DIRECTORY, 040000);
#else
SAME(sizeof(struct stat), 144);
SAME(O_NOFOLLOW, 0400000);
SAME(O_DIRECTORY, 0200000);
#endif
SAME(offsetof(struct stat, st_size), 48);
SAME(offsetof(struct stat, st_mtime), 88);
SAME(sizeof(struct flock), 32);
SAME(offsetof(struct flock, l_start), 8);
SAME(offsetof(struct flock, l_pid), 24);
SAME(sizeof(struct timeval), 16);
SAME(sizeof(struct timespec), 16);
SAME(sizeof(struct tm), 56);
SAME(offsetof(struct dirent, d_name), 19);
SAME(sizeof(pthread_mutex_t), 40);
SAME(sizeof(pthread_mutexattr_t), 8);
SAME(sizeof(pthread_attr_t), 56);
SAME(sizeof(pthread_cond_t), 48);
SAME(sizeof(pthread_condattr_t), 8);
SAME(sizeof(pthread_rwlock_t), 56);
SAME(PTHREAD_MUTEX_RECURSIVE, 1);
SAME(RTLD_NOW, 2);
SAME(RTLD_GLOBAL, 0x100);
SAME(_SC_PAGESIZE, 0x27);
SAME(_SC_NPROCESSORS_ONLN, 0x61);
SAME(F_SETLK, 6);
SAME(O_CLOEXEC, 02000000);
SAME(O_CREAT, 0100);
SAME(EAGAIN, 11);
SAME(EDEADLK, 35);
SAME(ENOTSUP, 95);
SAME(MAP_SHARED, 1);
SAME(MREMAP_MAYMOVE, 1);
SAME(sizeof(time_t), 8);
SAME(sizeof(off_t), 8);
SAME(sizeof(mode_t), 4);
SAME(sizeof(pthread_t), 8);
