/** Numbers of Linux's system calls on x86-64, and of what they are given, where Node does not tell. */

export const enum Sys {
  READ = 0,
  WRITE = 1,
  OPEN = 2,
  CLOSE = 3,
  POLL = 7,
  LSEEK = 8,
  RT_SIGACTION = 13,
  IOCTL = 16,
  DUP2 = 33,
  GETPID = 39,
  SOCKET = 41,
  SENDTO = 44,
  BIND = 49,
  SETSOCKOPT = 54,
  CLONE = 56,
  EXECVE = 59,
  EXIT = 60,
  WAIT4 = 61,
  MKDIR = 83,
  UNLINK = 87,
  MKNOD = 133,
  MOUNT = 165,
  CLOCK_GETTIME = 228,
  CLOCK_GETRES = 229,
  CLOCK_NANOSLEEP = 230,
  UNSHARE = 272,
  PIPE2 = 293,
  RECVMMSG = 299,
  SETNS = 308,
  FINIT_MODULE = 313,
  MEMFD_CREATE = 319,
}

export const CLONE_VFORK_AND_VM = 0x4100;
export const SIGCHLD = 17;
export const TIMER_ABSTIME = 1;
export const MFD_CLOEXEC = 1;
export const O_CLOEXEC = 0o2000000;
export const SIGPIPE = 13;
export const SIG_IGN = 1;
