#include "mithridate_kernels.h"

/* 16 bytes are in the baseline of x86-64 and of arm64; 32 bytes are AVX's; vectors of eight numbers
 * the compiler makes of what there is. */
typedef double double2 __attribute__((vector_size(16)));
typedef float float4 __attribute__((vector_size(16)));
typedef double double8 __attribute__((vector_size(64)));
typedef float float8 __attribute__((vector_size(32)));

#define TARGET
#define SIDES 1
#define REAL double
#define VECTOR double2
#define VERSION baseline_f64_1
#include "sweep.h"
#undef REAL
#undef VECTOR
#undef VERSION
#define REAL float
#define VECTOR float4
#define VERSION baseline_f32_1
#include "sweep.h"
#undef REAL
#undef VECTOR
#undef VERSION
#undef SIDES
#define SIDES 8
#define REAL double
#define VECTOR double8
#define VERSION baseline_f64_8
#include "sweep.h"
#undef REAL
#undef VECTOR
#undef VERSION
#define REAL float
#define VECTOR float8
#define VERSION baseline_f32_8
#include "sweep.h"
#undef REAL
#undef VECTOR
#undef VERSION
#undef SIDES
#undef TARGET

#if defined(__x86_64__)

typedef double double4 __attribute__((vector_size(32)));

#define TARGET __attribute__((target("avx2,fma")))
#define SIDES 1
#define REAL double
#define VECTOR double4
#define VERSION avx2_f64_1
#include "sweep.h"
#undef REAL
#undef VECTOR
#undef VERSION
#define REAL float
#define VECTOR float8
#define VERSION avx2_f32_1
#include "sweep.h"
#undef REAL
#undef VECTOR
#undef VERSION
#undef SIDES
#define SIDES 8
#define REAL double
#define VECTOR double8
#define VERSION avx2_f64_8
#include "sweep.h"
#undef REAL
#undef VECTOR
#undef VERSION
#define REAL float
#define VECTOR float8
#define VERSION avx2_f32_8
#include "sweep.h"

#define CHOOSE(type, name)                                         \
  (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") \
       ? avx2_##type##_##name                                      \
       : baseline_##type##_##name)

#else

#define CHOOSE(type, name) baseline_##type##_##name

#endif

#define DEFINE(type, real)                                                                      \
  void mithridate_system_solve_##type(int is_dual, size_t rank, size_t entries, real lambda,    \
                                      const real *packed, const real *factors,                  \
                                      const int32_t *columns, real *scratch, real *v) {         \
    CHOOSE(type##_1, solve_row)(is_dual, rank, entries, lambda, packed, factors, columns,       \
                                scratch, v);                                                    \
  }                                                                                             \
  void mithridate_hessian_row_##type(size_t rank, size_t entries, real lambda, real weight,     \
                                     const real *factors, const int32_t *columns,               \
                                     const double *residuals, const real *own,                  \
                                     const real *others, const real *a, real *out) {            \
    CHOOSE(type##_1, hessian_row)(rank, entries, lambda, weight, factors, columns, residuals,    \
                                  own, others, a, out);                                         \
  }                                                                                             \
  void mithridate_sweep_row_##type(size_t sides, int is_dual, size_t rank, size_t entries,      \
                                   real lambda, const real *packed, const real *factors,        \
                                   const int32_t *columns, const double *residuals,             \
                                   const int32_t *places, const real *others, real *products,   \
                                   real *scratch, real *v) {                                    \
    (sides == 1 ? CHOOSE(type##_1, row) : CHOOSE(type##_8, row))(                               \
        is_dual, rank, entries, lambda, packed, factors, columns, residuals, places, others,    \
        products, scratch, v);                                                                  \
  }                                                                                             \
  void mithridate_sweep_row_baseline_##type(                                                    \
      size_t sides, int is_dual, size_t rank, size_t entries, real lambda, const real *packed,  \
      const real *factors, const int32_t *columns, const double *residuals,                     \
      const int32_t *places, const real *others, real *products, real *scratch, real *v) {      \
    (sides == 1 ? baseline_##type##_1_row : baseline_##type##_8_row)(                           \
        is_dual, rank, entries, lambda, packed, factors, columns, residuals, places, others,    \
        products, scratch, v);                                                                  \
  }

DEFINE(f64, double)
DEFINE(f32, float)
