// Makes the system fail as disks and kernels do: LD_PRELOAD this, FAULT=KIND[:NUMBER]. Regular files alone are touched.
//   short     write() takes half of what it is given
//   eintr     every other write(), read() and fsync() is interrupted
//   enospc:N  the N-th write() and all after it find the disk full
//   emfile:N  the N-th open() for writing and all after it find no descriptor
//   fsync     fsync() fails
//   rename    rename() fails
//   oom:N     the N-th block of half a megabyte or more and all after it are not to be had
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int wants(const char* kind) {
  const char* fault = getenv("FAULT");
  return fault && strncmp(fault, kind, strlen(kind)) == 0;
}

static int from(void) {
  const char* colon = strchr(getenv("FAULT"), ':');
  return colon ? atoi(colon + 1) : 1;
}

static int is_file(int descriptor) {
  struct stat info;
  return fstat(descriptor, &info) == 0 && S_ISREG(info.st_mode);
}

// What the kernel makes up itself, and fonts: their libraries take an interrupted read for a missing file.
static int is_the_systems(int descriptor) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  const ssize_t length = readlink(link, path, sizeof path - 1);
  path[length > 0 ? length : 0] = 0;
  return !strncmp(path, "/proc/", 6) || !strncmp(path, "/sys/", 5) || !strncmp(path, "/usr/", 5) ||
         !strncmp(path, "/var/cache/", 11);
}

static __thread int turn = 0;
static int count = 0;

static int interrupted(int descriptor) {
  if (!wants("eintr") || !is_file(descriptor) || is_the_systems(descriptor) || turn++ % 2) return 0;
  errno = EINTR;
  return 1;
}

ssize_t write(int descriptor, const void* bytes, size_t size) {
  static ssize_t (*real)(int, const void*, size_t);
  if (!real) real = dlsym(RTLD_NEXT, "write");
  if (interrupted(descriptor)) return -1;
  if (wants("enospc") && is_file(descriptor) && __sync_add_and_fetch(&count, 1) >= from()) {
    errno = ENOSPC;
    return -1;
  }
  return real(descriptor, bytes, wants("short") && is_file(descriptor) && size > 1 ? size / 2 : size);
}

ssize_t read(int descriptor, void* bytes, size_t size) {
  static ssize_t (*real)(int, void*, size_t);
  if (!real) real = dlsym(RTLD_NEXT, "read");
  if (interrupted(descriptor)) return -1;
  return real(descriptor, bytes, wants("short") && is_file(descriptor) && size > 1 ? size / 2 : size);
}

int fsync(int descriptor) {
  static int (*real)(int);
  if (!real) real = dlsym(RTLD_NEXT, "fsync");
  if (interrupted(descriptor)) return -1;
  if (!wants("fsync")) return real(descriptor);
  errno = EIO;
  return -1;
}

int rename(const char* old, const char* new) {
  static int (*real)(const char*, const char*);
  if (!real) real = dlsym(RTLD_NEXT, "rename");
  if (!wants("rename")) return real(old, new);
  errno = EACCES;
  return -1;
}

void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* block, size_t size);
void* __libc_memalign(size_t alignment, size_t size);

// getenv() may be called before there is an environment, and takes no memory
static int refused(size_t size) {
  static int blocks = 0;
  if (size < 512 << 10 || !environ || !wants("oom")) return 0;
  if (__sync_add_and_fetch(&blocks, 1) < from()) return 0;
  errno = ENOMEM;
  return 1;
}

void* malloc(size_t size) {
  return refused(size) ? NULL : __libc_malloc(size);
}

void* calloc(size_t count, size_t size) {
  return refused(count * size) ? NULL : __libc_calloc(count, size);
}

void* realloc(void* block, size_t size) {
  return refused(size) ? NULL : __libc_realloc(block, size);
}

void* memalign(size_t alignment, size_t size) {
  return refused(size) ? NULL : __libc_memalign(alignment, size);
}

void* aligned_alloc(size_t alignment, size_t size) {
  return memalign(alignment, size);
}

int posix_memalign(void** block, size_t alignment, size_t size) {
  *block = memalign(alignment, size);
  return *block || size == 0 ? 0 : ENOMEM;
}

static int opened(const char* name, const char* path, int flags, int mode) {
  int (*real)(const char*, int, ...) = dlsym(RTLD_NEXT, name);
  if (wants("emfile") && (flags & O_CREAT) && __sync_add_and_fetch(&count, 1) >= from()) {
    errno = EMFILE;
    return -1;
  }
  return real(path, flags, mode);
}

int open(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const int mode = va_arg(more, int);
  va_end(more);
  return opened("open", path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const int mode = va_arg(more, int);
  va_end(more);
  return opened("open64", path, flags, mode);
}
