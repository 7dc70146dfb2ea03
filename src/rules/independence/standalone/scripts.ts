import { renderTemplate } from '../../../assets/template.js';
import type { NewFile } from '../../../edit/edit.js';
import type { Extension } from '../../../extension/model.js';
import { appOfService } from '../../apps.js';
import { templateOf } from '../../docs/environment/names.js';
import { migrateName } from '../../migrations/migrate-service.js';
import { migratedServices } from '../../migrations/migrated-services.js';
import { projectName } from './project-name.js';
import type { Source } from './source.js';
import type { StandaloneStack } from './stack.js';

const SCRIPTS = ['deploy', 'rollback', 'backup', 'restore', 'status'] as const;
/** What the others read; nobody runs it. */
const SHARED = 'deploy/stack.sh';

/** The scripts that run the stack; those that are there already stay. */
export function scripts(extension: Extension, source: Source, stack: StandaloneStack): NewFile[] {
  const kept = [...new Set(stack.services.flatMap(({ mounts }) => mounts.kept))];
  const hasBackup = stack.databases.length > 0 || kept.length > 0;
  const one = stack.databases.length === 1;
  const data = {
    name: stack.name,
    project: projectName(stack.name),
    own: stack.own,
    applications: applications(source, stack),
    migrate: stack.migrate ?? expectedMigration(extension),
    databases: stack.databases,
    kept,
    envTemplate: templateOf(extension),
    hasBackup,
    what: [
      ...(stack.databases.length > 0 ? [one ? 'the database' : 'the databases'] : []),
      ...(kept.length > 0 ? ['the files in its volumes'] : []),
    ].join(' and '),
    checks: checksOf(extension, source, stack),
  };
  const wanted = SCRIPTS.filter((name) => hasBackup || !/^(backup|restore)$/.test(name))
    .map((name) => `deploy/${name}.sh`)
    .filter((file) => !extension.paths.has(file));
  if (wanted.length === 0 || extension.paths.has(SHARED)) return [];
  return [
    { kind: 'create', file: SHARED, text: renderTemplate(SHARED, data) },
    ...wanted.map((file): NewFile => ({
      kind: 'create',
      file,
      text: renderTemplate(file, data),
      executable: true,
    })),
  ];
}

/** What is stopped while the database is changed: everything of the extension's own that stays up. */
function applications({ services }: Source, { own }: StandaloneStack): string[] {
  return services
    .filter(({ service }) => own.includes(service.name) && !service.oneShot)
    .map(({ service }) => service.name);
}

/** What the rule alembic-applied will call it, once there is something to migrate. */
function expectedMigration(extension: Extension): string | undefined {
  const [first] = migratedServices(extension);
  return first && migrateName(first);
}

/** Paths that answer through the proxy: the API's readiness where that is known, and the web client. */
function checksOf(
  extension: Extension,
  { services }: Source,
  { routes }: StandaloneStack,
): string[] {
  const apis = routes.apis.flatMap(({ service: name, prefixes }) => {
    const [prefix] = prefixes;
    const service = services.find((target) => target.service.name === name)?.service;
    if (prefix === undefined || service === undefined) return [];
    const paths = (appOfService(extension, service)?.routes ?? [])
      .filter(({ method }) => method.toUpperCase() === 'GET')
      .flatMap(({ path }) => path ?? []);
    const ready = paths.find(
      (path) => path.startsWith(`${prefix}/`) && /\/(readyz?|healthz?)\/?$/.test(path),
    );
    return [ready ?? `${prefix}/`];
  });
  return [...apis, ...(routes.web === undefined ? [] : [routes.web.path])];
}
