import { whatItRuns } from '../../extension/compose/command.js';
import { environmentOf } from '../../extension/compose/environment.js';
import type { ApiApp, Dockerfile, Extension } from '../../extension/model.js';
import { asText } from '../../extension/records.js';
import { appOfService } from '../apps.js';
import { hardenedServices, type HardenedService } from '../compose/hardened-services.js';

/** The directory in the container that the workers' numbers are shared through. */
export const MULTIPROC = 'PROMETHEUS_MULTIPROC_DIR';
const SEVERAL = /(?:--workers|-w|--processes)[ =]*(\d+)/;
const CAN_HAVE_SEVERAL = /\bgunicorn\b|\bhypercorn\b|\bgranian\b|\buvicorn-gunicorn/;

/** A deployed service that runs an API with several processes, for certain or by a setting. */
export interface Workers {
  readonly target: HardenedService;
  /** What builds its image, if that is part of the extension. */
  readonly dockerfile: Dockerfile | undefined;
  readonly isCertain: boolean;
}

/** The services of an API whose workers have no directory to share their metrics through. */
export function workersApart(extension: Extension, app: ApiApp): Workers[] {
  const inConfiguration = gunicornConfigurations(extension, app).some((path) =>
    (extension.files.get(path)?.text ?? '').includes(MULTIPROC),
  );
  if (inConfiguration) return [];
  return hardenedServices(extension)
    .filter(({ service }) => service.role === 'api' && !service.oneShot)
    .filter(({ service }) => appOfService(extension, service)?.file === app.file)
    .flatMap((target) => {
      const { service, definition } = target;
      const command = whatItRuns(definition, service.dockerfile);
      const image = service.dockerfile?.final.baseImage ?? '';
      const environment = new Map(
        environmentOf(definition).map(({ name, value }) => [name, asText(value) ?? '']),
      );
      const number = SEVERAL.exec(command)?.[1] ?? environment.get('WEB_CONCURRENCY') ?? '';
      const isCertain = Number(number) > 1;
      if (Number(number) === 1) return [];
      const text = extension.files.get(service.dockerfile?.path ?? '')?.text ?? '';
      if (environment.has(MULTIPROC) || text.includes(MULTIPROC)) return [];
      if (!isCertain && !CAN_HAVE_SEVERAL.test(`${command} ${image}`)) return [];
      return [{ target, dockerfile: service.dockerfile, isCertain }];
    });
}

/** The settings of gunicorn that lie in an API's directory. */
export function gunicornConfigurations({ files }: Extension, { dir }: ApiApp): string[] {
  return [...files.keys()].filter(
    (path) => path.startsWith(`${dir}/`) && /(^|\/)gunicorn[\w.-]*\.py$/.test(path),
  );
}
