/* Which of a kernel's versions this machine can run: avx2_NAME or baseline_NAME. */

#if defined(__x86_64__)

#define CHOOSE(name)                                                                  \
  (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? avx2_##name      \
                                                                   : baseline_##name)

#else

#define CHOOSE(name) baseline_##name

#endif
