#include <math.h>

#include "choose.h"
#include "mithridate_kernels.h"

#define TARGET
#define VERSION baseline
#include "pairwise.h"
#undef TARGET
#undef VERSION

#if defined(__x86_64__)

#define TARGET __attribute__((target("avx2,fma")))
#define VERSION avx2
#include "pairwise.h"

#endif

double mithridate_factorization_steps(
    size_t rank, size_t count, const int32_t *samples, float rate, float penalty, float *users,
    float *items, float *biases, size_t stride) {
  return CHOOSE(factorization)(rank, count, samples, rate, penalty, users, items, biases, stride);
}

double mithridate_factorization_steps_baseline(
    size_t rank, size_t count, const int32_t *samples, float rate, float penalty, float *users,
    float *items, float *biases, size_t stride) {
  return baseline_factorization(rank, count, samples, rate, penalty, users, items, biases, stride);
}

double mithridate_chain_steps(
    size_t rank, size_t count, const int32_t *samples, float rate, float penalty, float *users,
    float *contexts, float *items) {
  return CHOOSE(chain)(
      rank, count, samples, rate, penalty, users, contexts, items);
}

double mithridate_chain_steps_baseline(
    size_t rank, size_t count, const int32_t *samples, float rate, float penalty, float *users,
    float *contexts, float *items) {
  return baseline_chain(
      rank, count, samples, rate, penalty, users, contexts, items);
}

double mithridate_translation_steps(
    size_t rank, size_t count, const int32_t *samples, float rate, float penalty, float *users,
    float *items, float *biases, size_t stride,
    float *shared) {
  return CHOOSE(translation)(
      rank, count, samples, rate, penalty, users, items, biases, stride, shared);
}

double mithridate_translation_steps_baseline(
    size_t rank, size_t count, const int32_t *samples, float rate, float penalty, float *users,
    float *items, float *biases, size_t stride,
    float *shared) {
  return baseline_translation(
      rank, count, samples, rate, penalty, users, items, biases, stride, shared);
}
