#include "mithridate_kernels.h"

/* 16 bytes are in the baseline of x86-64 and of arm64; 32 bytes are AVX's; of vectors of 64 bytes the
 * compiler makes what there is. */
typedef double double2 __attribute__((vector_size(16)));
typedef float float4 __attribute__((vector_size(16)));
typedef double double8 __attribute__((vector_size(64)));
typedef float float16 __attribute__((vector_size(64)));

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
#define VERSION baseline_f64_many
#include "sweep.h"
#undef REAL
#undef VECTOR
#undef VERSION
#undef SIDES
#define SIDES 16
#define REAL float
#define VECTOR float16
#define VERSION baseline_f32_many
#include "sweep.h"
#undef REAL
#undef VECTOR
#undef VERSION
#undef SIDES
#undef TARGET

#if defined(__x86_64__)

typedef double double4 __attribute__((vector_size(32)));
typedef float float8 __attribute__((vector_size(32)));

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
#define VERSION avx2_f64_many
#include "sweep.h"
#undef REAL
#undef VECTOR
#undef VERSION
#undef SIDES
#define SIDES 16
#define REAL float
#define VECTOR float16
#define VERSION avx2_f32_many
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
  void mithridate_step_row_##type(size_t n, size_t entries, const real *images,                  \
                                  const int32_t *columns, const double *values, const real *w,   \
                                  const real *current, const real *target, real *own,            \
                                  real *sum) {                                                   \
    CHOOSE(type##_1, step_row)(n, entries, images, columns, values, w, current, target, own,      \
                               sum);                                                             \
  }                                                                                              \
  void mithridate_sweep_gather_##type(int many, size_t width, size_t entries, const real *others, \
                                      const int32_t *columns, const double *residuals, real *v) { \
    (many ? CHOOSE(type##_many, gather) : CHOOSE(type##_1, gather))(width, entries, others,      \
                                                                    columns, residuals, v);      \
  }                                                                                              \
  void mithridate_sweep_row_##type(int many, int is_dual, size_t rank, size_t entries,           \
                                   real lambda, const real *packed, const real *factors,         \
                                   const int32_t *columns, const int32_t *places,                \
                                   real *products, size_t height, size_t rows, size_t row,       \
                                   real *slices, real *scratch) {                                \
    (many ? CHOOSE(type##_many, row) : CHOOSE(type##_1, row))(                                   \
        is_dual, rank, entries, lambda, packed, factors, columns, places, products, height,      \
        rows, row, slices, scratch);                                                             \
  }                                                                                              \
  void mithridate_step_row_baseline_##type(size_t n, size_t entries, const real *images,         \
                                           const int32_t *columns, const double *values,         \
                                           const real *w, const real *current,                   \
                                           const real *target, real *own, real *sum) {           \
    baseline_##type##_1_step_row(n, entries, images, columns, values, w, current, target, own,   \
                                 sum);                                                           \
  }                                                                                              \
  void mithridate_sweep_row_baseline_##type(                                                     \
      int many, int is_dual, size_t rank, size_t entries, real lambda, const real *packed,       \
      const real *factors, const int32_t *columns, const int32_t *places, real *products,        \
      size_t height, size_t rows, size_t row, real *slices, real *scratch) {                     \
    (many ? baseline_##type##_many_row : baseline_##type##_1_row)(                               \
        is_dual, rank, entries, lambda, packed, factors, columns, places, products, height,      \
        rows, row, slices, scratch);                                                             \
  }

DEFINE(f64, double)
DEFINE(f32, float)
