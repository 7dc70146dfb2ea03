import { posix } from 'node:path';
import { shellWord } from '../../assets/shell-word.js';
import { commandText } from '../../extension/compose/command.js';
import type { Extension } from '../../extension/model.js';
import { appOfService } from '../apps.js';
import { ciEnvironment } from '../migrations/ci-environment.js';
import { missingSchema } from './client-schema.js';
import type { OwnImage } from './own-images.js';
import { ownImages } from './own-images.js';
import { relativePath } from './publish-workflow.js';
import type { Gap, PublishingJob } from './publishing-job.js';
import { routeIn } from './publishing-job.js';

/**
 * A client is built from a file that neither the repository nor an earlier step has. Its step is put
 * in front of the one that builds: other gaps of the job, which count steps, come before this one.
 */
export function schemaGaps(extension: Extension, job: PublishingJob): Gap[] {
  for (const { image, step } of job.builds) {
    const schema = missingSchema(extension, image);
    if (schema === undefined || isMade(job, step.index, schema)) continue;
    const message = `${job.job.id} builds the ${image.title} from ${schema}, which is not in the repository and which no step makes: the build fails.`;
    const at = ['steps', step.index];
    const run = tellingScript(extension, schema);
    if (run === undefined) return [{ job, at, message }];
    const value = { name: `Have the API write ${schema}`, run };
    const summary = `make ${schema} before ${job.job.id} builds`;
    const route = routeIn(job, ...at);
    return [
      { job, at, message, summary, operations: [{ op: 'insert', where: 'before', route, value }] },
    ];
  }
  return [];
}

/** By a script that names it, or from another job. */
function isMade({ job }: PublishingJob, before: number, schema: string): boolean {
  return job.steps
    .filter(({ index }) => index < before)
    .some(
      ({ run = '', uses }) =>
        run.includes(posix.basename(schema)) || uses?.action === 'actions/download-artifact',
    );
}

/** Builds the image of the one API and asks the application in it; undefined where that is not clear. */
function tellingScript(extension: Extension, schema: string): string | undefined {
  const apis = ownImages(extension).flatMap((image) => started(extension, image) ?? []);
  const [api] = apis;
  if (api === undefined || apis.length > 1) return undefined;
  const { image, module, variable, dir, program } = api;
  const options = [
    ...(image.target === undefined ? [] : [`--target ${image.target}`]),
    ...image.buildArgs.map(({ name, value }) => `--build-arg ${name}=${shellWord(value)}`),
    `--file ${shellWord(relativePath(image.dockerfile))}`,
  ];
  const environment = ciEnvironment(extension, dir).map(
    ([name, value]) => ` --env ${name}=${shellWord(value)}`,
  );
  // A builder of its own keeps what it builds to itself, unless it is told to load it.
  return `docker buildx build --load --tag api-schema ${options.join(' ')} ${shellWord(relativePath(image.context))}
docker run --rm --interactive${environment.join('')} ${program} - >${shellWord(schema)} <<'PYTHON'
import contextlib, json, sys
with contextlib.redirect_stdout(sys.stderr):
    from ${module} import ${variable}
print(json.dumps(${variable}.openapi()))
PYTHON
`;
}

/** The application that an image starts, as it is imported there. */
function started(extension: Extension, image: OwnImage) {
  const service = image.file.services.find(({ name }) => name === image.service);
  const app = service === undefined ? undefined : appOfService(extension, service);
  if (service === undefined || app?.topLevel !== true) return undefined;
  const { dir, file, variable } = app;
  const command = [commandText(service.definition), ...(service.dockerfile?.final.command ?? [])];
  const [module] = [...command.join(' ').matchAll(/(?<![\w.])([A-Za-z_][\w.]*):(\w+)/g)].flatMap(
    ([, name = '', object]) =>
      object === variable && `/${file}`.endsWith(`/${name.replaceAll('.', '/')}.py`) ? [name] : [],
  );
  if (module === undefined) return undefined;
  const program = pythonIn(command.join(' '), service.dockerfile?.final.entrypoint ?? [], module);
  return { image, module, variable, dir, program };
}

/** The image and its Python, as it starts the application's: behind what loads its environment. */
function pythonIn(command: string, entrypoint: readonly string[], module: string): string {
  const before = entrypoint.join(' ');
  const isServer = before.includes(`${module}:`);
  const [runner = ''] = /\b(poetry|uv|pdm|pipenv|hatch|rye) run\b/.exec(command) ?? [];
  const loads = isServer || !before.includes(runner) ? runner : '';
  const [first = '', ...rest] = `${loads} python`.trim().split(' ');
  // A server that is the entrypoint would take the rest for arguments of its own.
  return [
    ...(isServer ? ['--entrypoint', first] : []),
    'api-schema',
    ...(isServer ? [] : [first]),
    ...rest,
  ].join(' ');
}
