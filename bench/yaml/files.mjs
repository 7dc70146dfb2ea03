// The files to edit and what to do to them: a logging block for every service of a compose file,
// permissions and a time limit for every job of a workflow.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

export const LOGGING = { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } };
export const PERMISSIONS = { contents: 'read' };
export const MINUTES = 15;

/** The compose files and workflows below some folders, each with its text and what it holds. */
export function readFiles(folders) {
  const paths = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !/[\\/](node_modules|\.git)[\\/]/.test(path)),
  );
  return paths.sort().flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    const targets = targetsOf(text);
    return targets.length > 0 ? [{ path, text, targets }] : [];
  });
}

/** What is to be there in a text: routes with values; none if it is not sound or something else. */
export function targetsOf(text) {
  const [document, ...others] = parseAllDocuments(text, { logLevel: 'silent' });
  if (others.length > 0 || !document || document.errors.length > 0) return [];
  const value = document.toJS();
  const namesIn = (key) =>
    Object.entries(value?.[key] ?? {}).flatMap(([name, each]) =>
      each !== null && typeof each === 'object' && !Array.isArray(each) ? [name] : [],
    );
  return [
    ...namesIn('services').map((name) => [['services', name, 'logging'], LOGGING]),
    ...namesIn('jobs').flatMap((name) => [
      [['jobs', name, 'permissions'], PERMISSIONS],
      [['jobs', name, 'timeout-minutes'], MINUTES],
    ]),
  ];
}

/** A compose file of many services. */
export function manyServices(count) {
  const service = (i) => `
  service-${i}:
    image: example/service-${i}:1.0   # pinned
    restart: unless-stopped
    environment:
      - NAME=service-${i}
    ports: ["${3000 + i}:80"]
`;
  return `services:${Array.from({ length: count }, (_, i) => service(i)).join('')}`;
}
