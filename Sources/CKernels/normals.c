#include <math.h>
#include <string.h>

#include "choose.h"
#include "mithridate_kernels.h"

#define INLINE static inline __attribute__((always_inline))

/* How far, beside the deviation, a number can be from the exact one; a hundred times what the series leave
 * out and what rounding adds. */
#define DOUBT 1e-12

INLINE uint64_t bits(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

INLINE double number(uint64_t bits) {
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

/* log x, x being positive and normal: e log 2 + 2 artanh s with x = 2^e m, m in [sqrt 1/2, sqrt 2) and
 * s = (m - 1) / (m + 1), by its series. */
INLINE double logarithm(double x) {
  const uint64_t half = 0x3fe6a09e667f3bcd; /* of sqrt 1/2 */
  uint64_t shifted = (bits(x) + (0x3ff0000000000000 - half)) >> 52;
  double m = number(bits(x) - ((shifted - 1023) << 52));
  /* A small integer or-ed into the last places of 2^52, less that. */
  double e = number(shifted | 0x4330000000000000) - (0x1p52 + 1023);
  double s = (m - 1) / (m + 1), q = s * s;
  double series = 1. / 19;
  series = 1. / 17 + q * series;
  series = 1. / 15 + q * series;
  series = 1. / 13 + q * series;
  series = 1. / 11 + q * series;
  series = 1. / 9 + q * series;
  series = 1. / 7 + q * series;
  series = 1. / 5 + q * series;
  series = 1. / 3 + q * series;
  return e * 0x1.62e42fefa39efp-1 + 2 * s * (1 + q * series);
}

/* cos 2 pi u for u in [0, 1): the quadrant k nearest to u, and the series of what is left of it. */
INLINE double cosine(double u) {
  double shifted = 4 * u + 0x1.8p52;
  uint64_t k = bits(shifted);
  double a = (u - 0.25 * (shifted - 0x1.8p52)) * 0x1.921fb54442d18p2, q = a * a;
  double sine = -1. / 1307674368000;
  sine = 1. / 6227020800 + q * sine;
  sine = -1. / 39916800 + q * sine;
  sine = 1. / 362880 + q * sine;
  sine = -1. / 5040 + q * sine;
  sine = 1. / 120 + q * sine;
  sine = -1. / 6 + q * sine;
  sine = a * (1 + q * sine);
  double cosine = -1. / 87178291200;
  cosine = 1. / 479001600 + q * cosine;
  cosine = -1. / 3628800 + q * cosine;
  cosine = 1. / 40320 + q * cosine;
  cosine = -1. / 720 + q * cosine;
  cosine = 1. / 24 + q * cosine;
  cosine = -1. / 2 + q * cosine;
  cosine = 1 + q * cosine;
  double chosen = k & 1 ? sine : cosine;
  /* Negative in the quadrants 1 and 2. */
  return (k + 1) & 2 ? -chosen : chosen;
}

INLINE void normals(size_t count, const double *uniforms, double deviation, float *numbers) {
  for (size_t k = 0; k < count; k++) {
    /* Not sqrt, whose errno would keep the loop from being vectorized. */
    double size = deviation * __builtin_elementwise_sqrt(-2 * logarithm(1 - uniforms[2 * k]));
    double near = 0 + size * cosine(uniforms[2 * k + 1]), doubt = DOUBT * size;
    float least = (float)(near - doubt), most = (float)(near + doubt);
    numbers[k] = least == most ? least : NAN;
  }
}

static void baseline_normals(
    size_t count, const double *uniforms, double deviation, float *numbers) {
  normals(count, uniforms, deviation, numbers);
}

#if defined(__x86_64__)

__attribute__((target("avx2,fma"))) static void avx2_normals(
    size_t count, const double *uniforms, double deviation, float *numbers) {
  normals(count, uniforms, deviation, numbers);
}

#endif

void mithridate_normals(size_t count, const double *uniforms, double deviation, float *numbers) {
  CHOOSE(normals)(count, uniforms, deviation, numbers);
}

void mithridate_normals_baseline(
    size_t count, const double *uniforms, double deviation, float *numbers) {
  baseline_normals(count, uniforms, deviation, numbers);
}
