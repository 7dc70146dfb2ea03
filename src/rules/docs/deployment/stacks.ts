import type { ComposeFile, Extension } from '../../../extension/model.js';
import { standaloneStack } from '../../independence/standalone/complete.js';
import { STACK } from '../../independence/standalone/stack-files.js';
import { overrides } from '../../platform/overrides.js';

/** The scripts of a standalone stack, by what they do. */
const SCRIPTS = ['deploy', 'rollback', 'backup', 'restore', 'status'] as const;
type Script = (typeof SCRIPTS)[number];

/** How the extension can be run in production. */
export interface Stacks {
  /** Laid over the Platform's compose.prod.yml. */
  readonly platform: ComposeFile | undefined;
  /** Complete without the Platform. */
  readonly standalone: ComposeFile | undefined;
  /** Its rehearsal: laid over the standalone one, or complete as well. */
  readonly staging: ComposeFile | undefined;
  /** Which of our scripts run the standalone stack. */
  readonly scripts: Readonly<Record<Script, boolean>>;
  /** The overlay that puts a server with a certificate of its own in front. */
  readonly tls: string | undefined;
}

/** Reads them off the compose files, and off the scripts beside them. */
export function stacksOf(extension: Extension): Stacks {
  const standalone =
    extension.composeFiles.find(({ path }) => path === STACK) ?? standaloneStack(extension);
  const has = (name: Script): boolean =>
    extension.paths.has('deploy/stack.sh') && extension.paths.has(`deploy/${name}.sh`);
  const tls = standalone?.path.replace(/\.(ya?ml)$/, '.tls.$1');
  return {
    platform: overrides(extension).find(({ kind }) => kind === 'production'),
    standalone,
    staging: extension.composeFiles.find(({ kind }) => kind === 'staging'),
    scripts: Object.fromEntries(SCRIPTS.map((name) => [name, has(name)])) as Record<
      Script,
      boolean
    >,
    tls: tls !== undefined && extension.paths.has(tls) ? tls : undefined,
  };
}
