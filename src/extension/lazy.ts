/** A value that is computed when it is first asked for, once. */
export function lazy<T>(compute: () => T): () => T {
  let cell: { readonly value: T } | undefined;
  return () => (cell ??= { value: compute() }).value;
}
