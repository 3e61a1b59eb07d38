#include "mithridate_kernels.h"

/* 16 bytes are in the baseline of x86-64 and of arm64; 32 bytes are AVX's. */
typedef double double2 __attribute__((vector_size(16)));
typedef float float4 __attribute__((vector_size(16)));

#define REAL double
#define SQUARE_ROOT __builtin_sqrt
#define VECTOR double2
#define TARGET
#define VERSION baseline_f64
#include "ridge.h"
#undef REAL
#undef SQUARE_ROOT
#undef VECTOR
#undef VERSION

#define REAL float
#define SQUARE_ROOT __builtin_sqrtf
#define VECTOR float4
#define VERSION baseline_f32
#include "ridge.h"
#undef REAL
#undef SQUARE_ROOT
#undef VECTOR
#undef TARGET
#undef VERSION

#if defined(__x86_64__)

typedef double double4 __attribute__((vector_size(32)));
typedef float float8 __attribute__((vector_size(32)));

#define REAL double
#define SQUARE_ROOT __builtin_sqrt
#define VECTOR double4
#define TARGET __attribute__((target("avx2,fma")))
#define VERSION avx2_f64
#include "ridge.h"
#undef REAL
#undef SQUARE_ROOT
#undef VECTOR
#undef VERSION

#define REAL float
#define SQUARE_ROOT __builtin_sqrtf
#define VECTOR float8
#define VERSION avx2_f32
#include "ridge.h"

#define CHOOSE(type, form)                                    \
  (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") \
       ? avx2_##type##_##form                                  \
       : baseline_##type##_##form)

#else

#define CHOOSE(type, form) baseline_##type##_##form

#endif

#define DEFINE(form, type, real)                                                              \
  int mithridate_ridge_##form##_##type(size_t rank, size_t entries, real lambda,              \
                                       const real *factors, const int32_t *columns,           \
                                       const double *values, real *scratch, real *x) {        \
    return CHOOSE(type, form)(rank, entries, lambda, factors, columns, values, scratch, x);   \
  }                                                                                           \
  int mithridate_ridge_##form##_baseline_##type(size_t rank, size_t entries, real lambda,     \
                                                const real *factors, const int32_t *columns,  \
                                                const double *values, real *scratch,          \
                                                real *x) {                                    \
    return baseline_##type##_##form(rank, entries, lambda, factors, columns, values, scratch, \
                                    x);                                                       \
  }

DEFINE(dual, f64, double)
DEFINE(dual, f32, float)
DEFINE(primal, f64, double)
DEFINE(primal, f32, float)

#define DEFINE_FACTOR(type, real)                                                                \
  int mithridate_ridge_factor_##type(int is_dual, size_t rank, size_t entries, real lambda,      \
                                     const real *factors, const int32_t *columns, real *scratch, \
                                     real *packed) {                                             \
    return CHOOSE(type, factor)(is_dual, rank, entries, lambda, factors, columns, scratch,       \
                                packed);                                                         \
  }                                                                                              \
  int mithridate_ridge_factor_baseline_##type(int is_dual, size_t rank, size_t entries,          \
                                              real lambda, const real *factors,                  \
                                              const int32_t *columns, real *scratch,             \
                                              real *packed) {                                    \
    return baseline_##type##_factor(is_dual, rank, entries, lambda, factors, columns, scratch,   \
                                    packed);                                                     \
  }

DEFINE_FACTOR(f64, double)
DEFINE_FACTOR(f32, float)
