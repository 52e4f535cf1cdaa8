// Right but different: nothing given is kept, pointers instead of indices, memset, a scalar tile of 2 x 2.
#include <stdlib.h>
#include <string.h>

void matmul_ijk(const double *a, const double *b, double *c, int n, int k, int m) {
  const double *row = a;
  while (n-- > 0) {
    for (int j = 0; j < m; ++j) {
      const double *x = row, *y = b + j;
      *c = 0.0;
      for (int left = k; left; --left, y += m) *c += *x++ * *y;
      ++c;
    }
    row += k;
  }
}

void matmul_ikj(const double *restrict a, const double *restrict b, double *restrict c, int n, int k, int m) {
  memset(c, 0, sizeof *c * n * m);
  for (int i = 0; i < n; i++, c += m)
    for (int p = 0; p < k; p++) {
      double factor = *a++;
      if (factor == 0) continue;
      for (int j = 0; j < m; j++) c[j] += factor * b[p * m + j];
    }
}

#define MIN(x, y) ((x) < (y) ? (x) : (y))

void
matmul_blocked(const double *a, const double *b, double *c, int n, int k, int m)
{
  const int size = 48;
  for (long cell = (long)n * m; cell-- > 0;) c[cell] = 0;
  for (int j0 = 0; j0 < m; j0 += size)
    for (int i0 = 0; i0 < n; i0 += size)
      for (int p0 = 0; p0 < k; p0 += size) {
        int i1 = MIN(i0 + size, n), j1 = MIN(j0 + size, m), p1 = MIN(p0 + size, k);
        for (int i = i0; i < i1; i++)
          for (int j = j0; j < j1; j++) {
            double sum = c[i * m + j];
            for (int p = p0; p < p1; p++) sum += a[i * k + p] * b[p * m + j];
            c[i * m + j] = sum;
          }
      }
}

/* b turned over, so that both factors are read along their rows; then tiles of 2 x 2 sums */
void matmul_packed(const double *a, const double *b, double *c, int n, int k, int m) {
  double *turned = malloc(sizeof(double) * ((size_t)k * m + 1));
  if (!turned) return;
  for (int p = 0; p < k; p++)
    for (int j = 0; j < m; j++) turned[j * k + p] = b[p * m + j];
  for (int i = 0; i < n; i += 2)
    for (int j = 0; j < m; j += 2) {
      const int down = i + 1 < n, right = j + 1 < m;
      const double *a0 = a + i * k, *a1 = down ? a0 + k : a0;
      const double *b0 = turned + j * k, *b1 = right ? b0 + k : b0;
      double s00 = 0, s01 = 0, s10 = 0, s11 = 0;
      for (int p = 0; p < k; p++) {
        s00 += a0[p] * b0[p], s01 += a0[p] * b1[p];
        s10 += a1[p] * b0[p], s11 += a1[p] * b1[p];
      }
      double *corner = c + i * m + j;
      corner[0] = s00;
      if (right) corner[1] = s01;
      if (down) corner[m] = s10;
      if (down && right) corner[m + 1] = s11;
    }
  free(turned);
}
