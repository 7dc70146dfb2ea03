import { titleOf } from './name.js';
import type { Scaffold } from './scaffold.js';

/** manifest.json, the Platform's contract with an extension (Platform, EXTENSIONS.md). */
export function manifestOf({ name, title, scopes, apiPort, webPort }: Scaffold): string {
  const manifest = {
    name,
    version: '0.1.0',
    scopes: scopes.map((scope, index) => ({
      name: scope,
      description: index === 0 ? `Manage ${title}` : titleOf(scope),
    })),
    nav: [{ label: title, href: `/${name}`, requiresScopes: [] }],
    api: { port: apiPort },
    web: { port: webPort },
  };
  return JSON.stringify(manifest);
}
