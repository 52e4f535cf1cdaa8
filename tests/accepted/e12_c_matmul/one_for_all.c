// Right but different: sums from the last product to the first, fma, one helper that the others call.
#include <math.h>

extern void matmul_ijk(const double *, const double *, double *, int, int, int);

static double cell(const double *a, const double *b, int i, int k, int m, int j)
{
    double sum = 0;
    for (int p = k - 1; p >= 0; p--)
        sum = fma(a[i * k + p], b[p * m + j], sum);
    return sum;
}

extern void matmul_ijk(const double *x, const double *y, double *z, int rows, int inner, int columns)
{
    for (int j = columns - 1; j >= 0; j--)
        for (int i = 0; i < rows; i++)
            z[i * columns + j] = cell(x, y, i, inner, columns, j);
}

void matmul_ikj(const double *a, const double *b, double *c, int n, int k, int m)
{
    for (int i = 0; i < n; i++) {
        double *row = &c[i * m];
        int j;
        for (j = 0; j < m; j++)
            row[j] = k ? a[i * k] * b[j] : 0;
        for (int p = 1; p < k; p++)
            for (j = m; j--;)
                row[j] += a[i * k + p] * b[p * m + j];
    }
}

/* Blocks of rows and columns only: a whole sum at a time, so nothing needs to be set to 0. */
void matmul_blocked(const double *a, const double *b, double *c, int n, int k, int m)
{
    for (int i0 = 0; i0 < n; i0 += 32)
        for (int j0 = 0; j0 < m; j0 += 100)
            for (int i = i0; i < n && i < i0 + 32; i++)
                for (int j = j0; j < m && j < j0 + 100; j++)
                    c[i * m + j] = cell(a, b, i, k, m, j);
}

/* Four columns in a vector, loaded and stored through memcpy; what is left over by plain sums. */
typedef double four __attribute__((vector_size(32)));

void matmul_packed(const double *a, const double *b, double *c, int n, int k, int m)
{
    for (int i = 0; i < n; i++) {
        int j = 0;
        for (; j + 4 <= m; j += 4) {
            four sum = {0, 0, 0, 0}, part;
            for (int p = 0; p < k; p++) {
                __builtin_memcpy(&part, b + p * m + j, sizeof part);
                sum += a[i * k + p] * part;
            }
            __builtin_memcpy(c + i * m + j, &sum, sizeof sum);
        }
        for (; j < m; j++)
            c[i * m + j] = cell(a, b, i, k, m, j);
    }
}
