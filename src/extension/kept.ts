/**
 * Keeps what `make` makes of an object for as long as the object is there. Only for what depends on
 * nothing else, of objects that never change: files, parsed modules, models.
 */
export function kept<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found.value;
    const value = make(key);
    known.set(key, { value });
    return value;
  };
}

/**
 * The same for what is made of an object (often a list, see `sameList`) and of what `name` tells.
 * Returns a function that gives what is kept, or else makes it.
 */
export function keptByName<Value>(): (owner: object, name: string, make: () => Value) => Value {
  const known = kept<object, Map<string, { readonly value: Value }>>(() => new Map());
  return (owner, name, make) => {
    const values = known(owner);
    const found = values.get(name);
    if (found !== undefined) return found.value;
    const value = make();
    values.set(name, { value });
    return value;
  };
}

/** Lists that start with the same object, which keeps them. */
const lists = kept<object, (readonly object[])[]>(() => []);
const none: readonly never[] = [];

/**
 * One array for all lists of the same objects in the same order, so that what is made of a list is
 * `kept` too: a model with one other text has the same list of all other files.
 */
export function sameList<Item extends object>(items: readonly Item[]): readonly Item[] {
  const [first] = items;
  if (first === undefined) return none;
  const alike = lists(first) as (readonly Item[])[];
  const found = alike.find(
    (list) => list.length === items.length && list.every((item, index) => item === items[index]),
  );
  if (found !== undefined) return found;
  alike.push(items);
  return items;
}
