const MEMORY_UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 2 ** 10,
  m: 2 ** 20,
  g: 2 ** 30,
};

/** `512M`, `0.5gb`, `1073741824` in bytes, as Compose reads it; undefined for anything else. */
export function memoryBytes(value: unknown): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([bkmg]?)b?$/i.exec(text.trim()) ?? [];
  const factor = MEMORY_UNITS[unit.toLowerCase()];
  return digits === '' || factor === undefined ? undefined : Number(digits) * factor;
}

/** A number of CPUs, written as text or number. */
export function cpuCount(value: unknown): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}
