/**
 * Keeps what `make` made of the texts it was given last: an editor and the model read the same text
 * several times in a row (to look at it, to change it, to prove the change). Only for what nobody
 * changes. What `make` throws is not kept.
 * @param most how many are kept: an extension has about 32 files that are edited, each read before and after
 */
export function recent<Value>(make: (text: string) => Value, most = 32): (text: string) => Value {
  const known = new Map<string, { readonly value: Value }>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found.value;
    const value = make(text);
    known.set(text, { value });
    for (const oldest of known.keys()) {
      if (known.size <= most) break;
      known.delete(oldest);
    }
    return value;
  };
}
