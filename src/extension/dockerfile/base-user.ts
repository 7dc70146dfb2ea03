import { parseImage } from '../image-reference.js';

/** Official images that run as root unless something says otherwise (their Dockerfiles). */
const ROOT = new Set([
  ...['python', 'node', 'buildpack-deps', 'debian', 'ubuntu', 'alpine', 'busybox', 'fedora'],
  ...['rockylinux', 'almalinux', 'nginx', 'httpd', 'caddy', 'golang', 'rust', 'traefik', 'haproxy'],
  ...['openjdk', 'eclipse-temurin', 'ruby', 'php', 'pypy', 'amazonlinux', 'oraclelinux', 'scratch'],
]);

/** Official images whose entrypoint starts as root and becomes this user before the program starts. */
const DROPPING: Readonly<Record<string, string>> = {
  postgres: 'postgres',
  redis: 'redis',
  valkey: 'valkey',
  mongo: 'mongodb',
  mysql: 'mysql',
  mariadb: 'mysql',
  rabbitmq: 'rabbitmq',
  memcached: 'memcache',
};

/** Published images that set a user of their own (nginxinc, Google, Chainguard, Bitnami, Red Hat, Prometheus, Grafana). */
const USERS: readonly (readonly [repository: RegExp, user: string])[] = [
  [/(^|\/)nginxinc\/nginx-unprivileged$/, '101'],
  [/^cgr\.dev\/chainguard\//, '65532'],
  [/(^|\/)bitnami(legacy|secure)?\//, '1001'],
  [/\/ubi\d+\/(python|nodejs|nginx)-\d+/, '1001'],
  [/(^|\/)prom\//, 'nobody'],
  [/(^|\/)grafana\/grafana/, '472'],
];

const ROOT_REPOSITORIES = /(^|\/)tiangolo\/|^ghcr\.io\/astral-sh\/uv$/;

/** The user that the program of a published image runs as: `0` for root; undefined where that is not known. */
export function userOfImage(image: string): string | undefined {
  const { repository, name, tag, official } = parseImage(image);
  // `python:${VERSION}` is python whatever the version.
  if (repository.includes('$')) return undefined;
  if (repository.startsWith('gcr.io/distroless/') && tag.includes('$')) return undefined;
  if (repository.startsWith('gcr.io/distroless/')) return tag.includes('nonroot') ? '65532' : '0';
  if (official && ROOT.has(name)) return '0';
  if (official) return DROPPING[name];
  if (ROOT_REPOSITORIES.test(repository)) return '0';
  return USERS.find(([known]) => known.test(repository))?.[1];
}

/** Is it the superuser, by name or number, with a group or without? */
export function isRoot(user: string): boolean {
  return /^(root|0+)(:|$)/.test(user);
}
