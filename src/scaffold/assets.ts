/**
 * What a new extension may come with besides its code, by the name it is chosen by: how it is called,
 * the rules that make it, and what of templates/new belongs to it.
 */
interface Asset {
  readonly title: string;
  readonly rules: readonly string[];
  readonly files?: RegExp;
}

export const assets = {
  tests: {
    title: 'a workflow that tests the API and the web client',
    rules: [],
    files: /^\.github\/workflows\/test\.yml$/,
  },
  'publish-images': {
    title: 'a workflow that publishes the images',
    rules: ['workflow-publish-images', 'image-publishing'],
  },
  release: { title: 'a workflow that makes releases', rules: ['workflow-release'] },
  validate: { title: 'a workflow that validates changes', rules: ['workflow-validate'] },
  dependabot: { title: 'Dependabot for actions', rules: ['dependabot-actions'] },
  standalone: { title: 'a stack of its own, without the Platform', rules: ['standalone-stack'] },
  staging: { title: 'a staging environment', rules: ['staging-environment'] },
  monitoring: {
    title: 'metrics and structured logs, with Prometheus and Grafana',
    rules: ['metrics-endpoint', 'structured-logging', 'monitoring-stack'],
  },
  runbook: {
    title: 'DEPLOYMENT.md: how it is deployed, rolled back, restored',
    rules: ['docs-deployment'],
  },
} as const satisfies Readonly<Record<string, Asset>>;

export type AssetName = keyof typeof assets;
export const assetNames = Object.keys(assets) as readonly AssetName[];

/** The rules that make none but unwanted assets. */
export function rulesWithout(wanted: readonly AssetName[]): string[] {
  return unwanted(wanted).flatMap(({ rules }) => rules);
}

/** Is a file of templates/new part of an asset that is not wanted? */
export function isUnwanted(path: string, wanted: readonly AssetName[]): boolean {
  return unwanted(wanted).some(({ files }) => files?.test(path) === true);
}

function unwanted(wanted: readonly AssetName[]): readonly Asset[] {
  return assetNames.filter((name) => !wanted.includes(name)).map((name) => assets[name]);
}
