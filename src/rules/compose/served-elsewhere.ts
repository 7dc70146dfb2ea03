import type { Extension } from '../../extension/model.js';

/**
 * Compose files that are complete without the Platform, services that are not called as it wants them
 * (`web_<name>`), and nothing that routes `/<name>/`.
 */
export function isServedElsewhere({ composeFiles, files, manifest }: Extension): boolean {
  if (composeFiles.length === 0 || composeFiles.some(({ override }) => override)) return false;
  const platformNames = ['api', 'web'].map(
    (part) => `${part}-${manifest.name.replaceAll('_', '-')}`,
  );
  const isNamed = composeFiles.some(({ services }) =>
    services.some(({ name }) => platformNames.includes(name.replaceAll('_', '-'))),
  );
  if (isNamed) return false;
  const name = manifest.name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const path = new RegExp(`(^|[\\s"'\`(=,|])/${name}(?=[/\\s"'\`),|{;]|$)`, 'm');
  const routes = [...files.values()].filter(
    (file) =>
      /(\.conf(\.template)?|\bCaddyfile)$/.test(file.path) ||
      composeFiles.some((compose) => compose.path === file.path),
  );
  return !routes.some(({ text }) => path.test(text));
}
