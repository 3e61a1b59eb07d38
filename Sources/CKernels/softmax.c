#include <math.h>

#include "choose.h"
#include "mithridate_kernels.h"

typedef float float4 __attribute__((vector_size(16)));
typedef int32_t mask4 __attribute__((vector_size(16)));

#define VECTOR float4
#define MASK mask4
#define TARGET
#define VERSION baseline
#include "softmax.h"
#undef VECTOR
#undef MASK
#undef TARGET
#undef VERSION

#if defined(__x86_64__)

typedef float float8 __attribute__((vector_size(32)));
typedef int32_t wide_mask8 __attribute__((vector_size(32)));

#define VECTOR float8
#define MASK wide_mask8
#define TARGET __attribute__((target("avx2,fma")))
#define VERSION avx2
#include "softmax.h"

#endif

float mithridate_softmax_f32(
    float *logits, size_t count, const float *offsets, size_t target, float weight) {
  return CHOOSE(softmax)(logits, count, offsets, target, weight);
}

float mithridate_softmax_baseline_f32(
    float *logits, size_t count, const float *offsets, size_t target, float weight) {
  return baseline_softmax(logits, count, offsets, target, weight);
}
