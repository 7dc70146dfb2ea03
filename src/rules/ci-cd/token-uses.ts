import type { Data } from '../../extension/records.js';

export type Level = 'read' | 'write';

/** Rights of the workflow's token that a step needs besides reading the repository, with the reason. */
export type Rights = Readonly<Record<string, { readonly level: Level; readonly why: string }>>;

/** What a step needs; `unknown` says what makes it so. */
export type StepNeeds = { readonly rights: Rights } | { readonly unknown: string };

export const NOTHING: StepNeeds = { rights: {} };

/**
 * Actions that do with the token no more than reading the repository, by what their README and
 * action.yml say. Whatever else gets the token may do anything with it.
 */
const READING = new Set([
  ...['actions/cache', 'actions/checkout', 'actions/download-artifact', 'actions/setup-go'],
  ...['actions/setup-java', 'actions/setup-node', 'actions/setup-python'],
  ...[
    'actions/upload-artifact',
    'actions/upload-pages-artifact',
    'actions/create-github-app-token',
  ],
  ...['docker/bake-action', 'docker/build-push-action', 'docker/metadata-action'],
  ...['docker/setup-buildx-action', 'docker/setup-qemu-action', 'docker/setup-compose-action'],
  ...['abatilo/actions-poetry', 'appleboy/ssh-action', 'astral-sh/setup-uv', 'pnpm/action-setup'],
  ...['snok/install-poetry', 'oven-sh/setup-bun', 'hadolint/hadolint-action'],
]);

/** Actions that need more, as their README says. */
const RIGHTS: Readonly<Record<string, Rights>> = {
  'actions/attest': {
    'id-token': { level: 'write', why: 'sign the attestation' },
    attestations: { level: 'write', why: 'store the attestation' },
  },
  'actions/attest-build-provenance': {
    'id-token': { level: 'write', why: 'sign the attestation' },
    attestations: { level: 'write', why: 'store the attestation' },
  },
  'actions/deploy-pages': {
    'id-token': { level: 'write', why: 'prove where the pages come from' },
    pages: { level: 'write', why: 'deploy the pages' },
  },
  'dorny/paths-filter': {
    'pull-requests': { level: 'read', why: 'list the files that a pull request changes' },
  },
  'github/codeql-action': {
    'security-events': { level: 'write', why: 'upload the results of the scan' },
    actions: { level: 'read', why: 'read about the run, in a private repository' },
  },
  'softprops/action-gh-release': { contents: { level: 'write', why: 'create the release' } },
};

export const PUSH_IMAGES: Rights = { packages: { level: 'write', why: 'push the images' } };

/** Where the workflow's own token is handed over (GitHub, "Contexts": `secrets`, `github.token`). */
export function mentionsToken(value: unknown): boolean {
  const text = JSON.stringify(value ?? null);
  return /secrets\s*(\.|\[\\?["'])\s*github_token|github\s*\.\s*token|tojson\(\s*(secrets|github)\s*\)/i.test(
    text,
  );
}

/** What a step with this action and these inputs needs. */
export function actionNeeds(action: string, inputs: Data): StepNeeds {
  const repository = action.split('/').slice(0, 2).join('/');
  if (repository === 'docker/login-action') {
    return mentionsToken(inputs) ? { rights: PUSH_IMAGES } : NOTHING;
  }
  if (repository === 'actions/download-artifact' && mentionsToken(inputs)) {
    return { rights: { actions: { level: 'read', why: 'download artifacts of other runs' } } };
  }
  if (READING.has(repository)) {
    const isForItself = !mentionsToken(inputs) || /^actions\/(checkout|setup-)/.test(repository);
    return isForItself ? NOTHING : { unknown: `it hands the token to ${action}` };
  }
  const rights = Object.hasOwn(RIGHTS, repository) ? RIGHTS[repository] : undefined;
  return rights === undefined ? { unknown: `it uses ${action}` } : { rights };
}
