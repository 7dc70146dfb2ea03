import type { Aspect } from './rule.js';

/** The rows of the readiness table, in the order a report shows them. */
export const aspects: readonly { readonly id: Aspect; readonly title: string }[] = [
  { id: 'docker-images', title: 'Docker images' },
  { id: 'compose', title: 'Compose' },
  { id: 'platform', title: 'Platform' },
  { id: 'independence', title: 'Independence' },
  { id: 'ci-cd', title: 'CI/CD' },
  { id: 'docs', title: 'Documentation' },
  { id: 'migrations', title: 'Migrations' },
  { id: 'monitoring', title: 'Monitoring' },
  { id: 'secrets', title: 'Secrets' },
];
