#include "mithridate_kernels.h"

/* 16 bytes are in the baseline of x86-64 and of arm64; 32 bytes are AVX's. */
typedef double double2 __attribute__((vector_size(16)));
typedef float float4 __attribute__((vector_size(16)));
typedef int64_t mask2 __attribute__((vector_size(16)));
typedef int32_t mask4 __attribute__((vector_size(16)));

#define REAL double
#define VECTOR double2
#define MASK mask2
#define TARGET
#define VERSION baseline_f64
#include "scan.h"
#undef REAL
#undef VECTOR
#undef MASK
#undef VERSION

#define REAL float
#define VECTOR float4
#define MASK mask4
#define VERSION baseline_f32
#include "scan.h"
#undef REAL
#undef VECTOR
#undef MASK
#undef TARGET
#undef VERSION

#if defined(__x86_64__)

typedef double double4 __attribute__((vector_size(32)));
typedef float float8 __attribute__((vector_size(32)));
typedef int64_t wide_mask4 __attribute__((vector_size(32)));
typedef int32_t wide_mask8 __attribute__((vector_size(32)));

#define REAL double
#define VECTOR double4
#define MASK wide_mask4
#define TARGET __attribute__((target("avx2")))
#define VERSION avx2_f64
#include "scan.h"
#undef REAL
#undef VECTOR
#undef MASK
#undef VERSION

#define REAL float
#define VECTOR float8
#define MASK wide_mask8
#define VERSION avx2_f32
#include "scan.h"

#define CHOOSE(type) \
  (__builtin_cpu_supports("avx2") ? avx2_##type##_first_above : baseline_##type##_first_above)

#else

#define CHOOSE(type) baseline_##type##_first_above

#endif

size_t mithridate_first_above_f64(const double *numbers, size_t count, double threshold) {
  return CHOOSE(f64)(numbers, count, threshold);
}

size_t mithridate_first_above_f32(const float *numbers, size_t count, float threshold) {
  return CHOOSE(f32)(numbers, count, threshold);
}

size_t mithridate_first_above_baseline_f64(const double *numbers, size_t count, double threshold) {
  return baseline_f64_first_above(numbers, count, threshold);
}

size_t mithridate_first_above_baseline_f32(const float *numbers, size_t count, float threshold) {
  return baseline_f32_first_above(numbers, count, threshold);
}

int mithridate_holds(size_t count, const int32_t *numbers, int32_t value) {
  int32_t found = 0;
  for (size_t k = 0; k < count; k++) found |= numbers[k] == value;
  return found;
}
