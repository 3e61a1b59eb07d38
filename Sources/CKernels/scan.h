/* One version of the scan; scan.c includes this file once for each number type and instruction set,
 * with REAL, VECTOR, MASK, TARGET and VERSION defined.
 */

#define LANES (sizeof(VECTOR) / sizeof(REAL))
#define JOIN_(a, b) a##_##b
#define JOIN(a, b) JOIN_(a, b)

TARGET
static size_t JOIN(VERSION, first_above)(const REAL *numbers, size_t count, REAL threshold) {
  size_t place = 0;
  for (; place + 4 * LANES <= count; place += 4 * LANES) {
    VECTOR v[4];
    __builtin_memcpy(v, numbers + place, sizeof v);
    MASK above = (v[0] > threshold) | (v[1] > threshold) | (v[2] > threshold) | (v[3] > threshold);
    if (__builtin_reduce_or(above) != 0) break;
  }
  while (place < count && !(numbers[place] > threshold)) place++;
  return place;
}

#undef LANES
#undef JOIN_
#undef JOIN
