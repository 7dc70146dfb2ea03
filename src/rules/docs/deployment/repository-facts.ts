import { posix } from 'node:path';
import type { Extension } from '../../../extension/model.js';

/** A workflow that deploys. */
export interface DeployWorkflow {
  readonly path: string;
  /** True for one that runs our script: on staging first, then in production. */
  readonly isStaged: boolean;
}

/** The workflow named after deploying, if there is one. */
export function deployWorkflow({ workflows, files }: Extension): DeployWorkflow | undefined {
  const found = workflows.find(({ path }) => /\/deploy[\w-]*\.ya?ml$/.test(path));
  if (found === undefined) return undefined;
  const text = files.get(found.path)?.text ?? '';
  return { path: found.path, isStaged: text.includes('deploy/deploy.sh') };
}

/** What brings the lock file of an API up to date: `poetry lock`. */
export function lockCommand({ paths, apis }: Extension): string | undefined {
  const locks = { 'poetry.lock': 'poetry lock', 'uv.lock': 'uv lock', 'pdm.lock': 'pdm lock' };
  const found = Object.entries(locks).find(([name]) =>
    apis.some(({ dir }) => paths.has(posix.join(dir, name))),
  );
  return found?.[1];
}
