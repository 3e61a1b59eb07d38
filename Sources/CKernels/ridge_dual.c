#include "mithridate_kernels.h"

/* 16 bytes are in the baseline of x86-64 and of arm64; 32 bytes are AVX's. */
typedef double double2 __attribute__((vector_size(16)));
typedef float float4 __attribute__((vector_size(16)));

#define REAL double
#define SQUARE_ROOT __builtin_sqrt
#define VECTOR double2
#define TARGET
#define SOLVE baseline_f64
#include "ridge_dual.h"
#undef REAL
#undef SQUARE_ROOT
#undef VECTOR
#undef SOLVE

#define REAL float
#define SQUARE_ROOT __builtin_sqrtf
#define VECTOR float4
#define SOLVE baseline_f32
#include "ridge_dual.h"
#undef REAL
#undef SQUARE_ROOT
#undef VECTOR
#undef TARGET
#undef SOLVE

#if defined(__x86_64__)

typedef double double4 __attribute__((vector_size(32)));
typedef float float8 __attribute__((vector_size(32)));

#define REAL double
#define SQUARE_ROOT __builtin_sqrt
#define VECTOR double4
#define TARGET __attribute__((target("avx2,fma")))
#define SOLVE avx2_f64
#include "ridge_dual.h"
#undef REAL
#undef SQUARE_ROOT
#undef VECTOR
#undef SOLVE

#define REAL float
#define SQUARE_ROOT __builtin_sqrtf
#define VECTOR float8
#define SOLVE avx2_f32
#include "ridge_dual.h"

#define CHOOSE(type) \
  (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? avx2_##type : baseline_##type)

#else

#define CHOOSE(type) baseline_##type

#endif

int mithridate_ridge_dual_f64(size_t rank, size_t entries, double lambda, const double *factors,
                              const int32_t *columns, const double *values, double *scratch,
                              double *x) {
  return CHOOSE(f64)(rank, entries, lambda, factors, columns, values, scratch, x);
}

int mithridate_ridge_dual_f32(size_t rank, size_t entries, float lambda, const float *factors,
                              const int32_t *columns, const double *values, float *scratch,
                              float *x) {
  return CHOOSE(f32)(rank, entries, lambda, factors, columns, values, scratch, x);
}
