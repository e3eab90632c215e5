// A place on an object for what was worked out of it: as long-lived as the object, like a weak map's entry.

export interface Slot<K extends object, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
}

/** For objects of which there are thousands: a weak map of that size costs every garbage collection dearly. */
export function slot<K extends object, V>(name: string): Slot<K, V> {
  const at = Symbol(name);
  type Holder = { [at]?: V };
  return {
    get: key => (key as Holder)[at],
    set(key, value) {
      (key as Holder)[at] = value;
    },
  };
}
