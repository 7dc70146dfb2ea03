import { basename } from 'node:path';
import type Generator from 'yeoman-generator';
import { BadInput } from '../extension/bad-input.js';
import { inspect } from '../extension/inspect.js';
import type { Extension } from '../extension/model.js';
import { createFile } from '../files/create.js';
import { explainFailure } from '../files/explain.js';
import { visible } from '../report/visible.js';
import { UsageError } from '../usage-error.js';

interface ManifestAnswers {
  readonly name: string;
  readonly version: string;
  readonly apiPort: string;
  readonly webPort: string;
}

/**
 * The extension in `root`. Where it has no manifest.json, offers to create one from a few answers;
 * undefined when that is declined.
 * @throws BadInput for everything else that is wrong with the directory
 */
export async function inspectOrCreate(
  root: string,
  generator: Generator,
): Promise<Extension | undefined> {
  try {
    return inspect(root);
  } catch (error) {
    if (!(error instanceof BadInput) || error.code !== 'no-manifest') throw error;
    generator.log(visible(error.message));
  }
  const { create } = await generator.prompt<{ create: boolean }>([
    { type: 'confirm', name: 'create', message: 'Create manifest.json now?', default: true },
  ]);
  if (!create) return undefined;
  const answers = await generator.prompt<ManifestAnswers>([
    {
      type: 'input',
      name: 'name',
      message: 'Name of the extension (its folder under extensions/)',
      default: guessName(root),
      validate: isName,
    },
    { type: 'input', name: 'version', message: 'Version', default: '1.0.0' },
    { type: 'input', name: 'apiPort', message: 'Port of the API', validate: isPort },
    { type: 'input', name: 'webPort', message: 'Port of the web', validate: isPort },
  ]);
  await createManifest(root, render(answers));
  generator.log('written manifest.json');
  return inspect(root);
}

/** @throws UsageError where it cannot be created, also because it is there by now */
async function createManifest(root: string, text: string): Promise<void> {
  try {
    await createFile(root, 'manifest.json', Buffer.from(text));
  } catch (error) {
    throw new UsageError(`manifest.json cannot be created: ${explainFailure(error)}`);
  }
}

/** `Platform-rally-extension` → `rally`; a plain folder name stays as it is. */
function guessName(root: string): string {
  return basename(root)
    .toLowerCase()
    .replace(/^platform-/, '')
    .replace(/-extension$/, '')
    .replace(/[^a-z0-9_-]/g, '_');
}

function isName(value: string): true | string {
  const wanted = 'lower-case letters first, then also digits, hyphens and underscores';
  return /^[a-z][a-z0-9_-]*$/.test(value) || wanted;
}

function isPort(value: string): true | string {
  const port = Number(value);
  return (Number.isInteger(port) && port >= 1 && port <= 65535) || 'a port from 1 to 65535';
}

function render({ name, version, apiPort, webPort }: ManifestAnswers): string {
  const api = { port: Number(apiPort) };
  const web = { port: Number(webPort) };
  const nav = [{ label: name, href: `/${name}`, requiresScopes: [] }];
  return JSON.stringify({ name, version, api, web, scopes: [], nav }, null, 2) + '\n';
}
