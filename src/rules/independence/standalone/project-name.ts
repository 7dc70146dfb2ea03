/** Compose allows these characters only (Compose specification, "name"). */
export function projectName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]+/g, '-')
    .replace(/^[_-]+/, '');
}
