import { posix } from 'node:path';
import { commandText } from '../extension/compose/command.js';
import type { ApiApp, Extension, Service } from '../extension/model.js';
import { copiesFrom } from './copies-from.js';

/** The application each API directory serves: one per directory, in the order of the model. */
export function servedApps(extension: Extension): ApiApp[] {
  const directories = new Set(extension.apis.map(({ dir }) => dir));
  return [...directories].flatMap((dir) => {
    const candidates = extension.apis.filter((app) => app.dir === dir);
    return startedApp(extension, candidates) ?? preferred(candidates) ?? [];
  });
}

/** The application a service runs, as far as its image's or its own directory tells. */
export function appOfService(extension: Extension, service: Service): ApiApp | undefined {
  const apps = servedApps(extension);
  const dockerfile = service.dockerfile?.path ?? '';
  const [only, ...others] = apps;
  const isOnly = only !== undefined && others.length === 0 && dockerfile !== '';
  return (
    apps.find(({ dir }) => dockerfile.startsWith(`${dir}/`)) ??
    apps.find(({ dir }) => dir === service.name.replaceAll('_', '-')) ??
    // A Dockerfile that lies elsewhere builds the extension's only API.
    (isOnly && copiesFrom(service, only.dir) ? only : undefined)
  );
}

/** What the application is called in its own health answer: the extension, or one of its APIs. */
export function appName(extension: Extension, app: ApiApp): string {
  const several = servedApps(extension).length > 1;
  return several ? posix.basename(app.dir).replace(/^api-/, '') : extension.manifest.name;
}

/** The application that a container's command names: `uvicorn app.main:app`. */
function startedApp(extension: Extension, candidates: readonly ApiApp[]): ApiApp | undefined {
  const commands = [
    ...extension.composeFiles.flatMap(({ services }) =>
      services.map(({ definition }) => commandText(definition)),
    ),
    ...extension.dockerfiles.map(({ final }) => final.command?.join(' ') ?? ''),
  ];
  const started = commands.flatMap((text) => [...text.matchAll(/([\w.]+):(\w+)/g)]);
  return candidates.find((app) =>
    started.some(([, module = '', variable]) => {
      const path = `/${module.replaceAll('.', '/')}.py`;
      return variable === app.variable && `/${app.file}`.endsWith(path);
    }),
  );
}

function preferred(candidates: readonly ApiApp[]): ApiApp | undefined {
  return (
    candidates.find(({ file, topLevel }) => topLevel && posix.basename(file) === 'main.py') ??
    candidates.find(({ topLevel }) => topLevel) ??
    candidates[0]
  );
}
