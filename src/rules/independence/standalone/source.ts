import type { ComposeFile, Extension } from '../../../extension/model.js';
import { hardenedServices } from '../../compose/hardened-services.js';
import type { HardenedService } from '../../compose/hardened-services.js';

/** The deployment that a stack of its own is derived from. */
export interface Source {
  readonly file: ComposeFile;
  /** What it runs besides the Platform's services, in the file's order. */
  readonly services: readonly HardenedService[];
}

/** The file that deploys the extension into the Platform; undefined where nothing is deployed. */
export function sourceOf(extension: Extension): Source | undefined {
  const all = hardenedServices(extension);
  const files = extension.composeFiles.filter(({ kind }) => kind === 'production');
  for (const file of [...files].sort((a, b) => Number(b.override) - Number(a.override))) {
    const services = all.filter((target) => target.file === file);
    if (services.some(({ service }) => service.role === 'api' || service.role === 'web')) {
      return { file, services };
    }
  }
  return undefined;
}
