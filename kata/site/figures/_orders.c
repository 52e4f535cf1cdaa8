// Orders of the loops, for docs/e09_matmul.md: what of the gain is memory, and what is vectors.

#define WAY(name) __attribute__((noinline)) void name(const double *a, const double *b, double *c, int n)

static void clear(double *c, int n)
{
    for (int cell = 0; cell < n * n; cell++)
        c[cell] = 0;
}

WAY(ijk)
{
    clear(c, n);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            for (int p = 0; p < n; p++)
                c[i * n + j] += a[i * n + p] * b[p * n + j];
}

WAY(transposed) // the same loops, but b is given as its transpose, and is read along its rows
{
    clear(c, n);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            for (int p = 0; p < n; p++)
                c[i * n + j] += a[i * n + p] * b[j * n + p];
}

__attribute__((optimize("no-tree-vectorize"))) WAY(single)
{
    clear(c, n);
    for (int i = 0; i < n; i++)
        for (int p = 0; p < n; p++)
            for (int j = 0; j < n; j++)
                c[i * n + j] += a[i * n + p] * b[p * n + j];
}

WAY(ikj)
{
    clear(c, n);
    for (int i = 0; i < n; i++)
        for (int p = 0; p < n; p++)
            for (int j = 0; j < n; j++)
                c[i * n + j] += a[i * n + p] * b[p * n + j];
}
