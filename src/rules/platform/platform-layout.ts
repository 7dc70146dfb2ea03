import type { ComposeFile, Extension, Service } from '../../extension/model.js';
import { asText, get } from '../../extension/records.js';
import type { Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { overrides, runsAlone } from './overrides.js';
import { servicesThePlatformFinds } from './service-scan.js';

const PATHS = [
  ['compose.override.yml', 'development'],
  ['compose.override.prod.yml', 'production'],
] as const;

/** The Platform's scripts know exact paths, and read the overrides with awk and grep. */
export const platformLayout: Rule = {
  meta: {
    id: 'platform-layout',
    aspect: 'platform',
    severity: 'error',
    fix: null,
    title: 'The Platform finds the extension and its services',
    failureTitle: 'The Platform does not find the extension or its services',
    why: 'What its script does not find is not started, not waited for and not stopped.',
  },

  check(extension) {
    if (!extension.composeFiles.some(({ override }) => override)) return runsAlone;
    return verdict([
      ...missingFiles(extension),
      ...overrides(extension)
        .filter(({ path }) => PATHS.some(([known]) => known === path))
        .flatMap((file) => [...unseen(extension, file), ...unnamed(extension, file)]),
    ]);
  },
};

function missingFiles({ composeFiles, manifest }: Extension): Finding[] {
  return PATHS.flatMap(([path, use]) => {
    if (composeFiles.some((file) => file.path === path)) return [];
    const similar = composeFiles.find((file) => file.path === path.replace(/yml$/, 'yaml'));
    const message =
      similar === undefined
        ? `There is no ${path}: the Platform cannot start the extension in ${use}.`
        : `The Platform looks for ${path}, not for ${similar.path}.`;
    return [{ file: similar?.path ?? manifest.file, line: 1, column: 1, message }];
  });
}

/** Services that the script misses, and keys that it takes for services. */
function unseen({ files }: Extension, file: ComposeFile): Finding[] {
  const text = files.get(file.path)?.text ?? '';
  const found = new Set(servicesThePlatformFinds(text));
  const missed = file.services
    .filter((service) => service.role !== 'platform' && !found.has(service.name))
    .map(({ name, position }) => {
      const hint = `it looks for "  ${name}:" alone on its line, with image, build, command or container_name in the five lines below`;
      const message = `The Platform's script does not see ${name}: ${hint}${lineEndHint(text)}.`;
      return { file: file.path, ...position, message };
    });
  const names = new Set(file.services.map(({ name }) => name));
  const mistaken = [...found]
    .filter((name) => !names.has(name))
    .map((name) => {
      const line = text.split('\n').findIndex((row) => row.startsWith(`  ${name}:`)) + 1;
      const message = `The Platform's script takes ${name} for a service: move its section above "services:".`;
      return { file: file.path, line, column: 3, message };
    });
  return [...missed, ...mistaken];
}

function lineEndHint(text: string): string {
  return text.includes('\r\n') ? ' (the file has CRLF line ends, which hide every service)' : '';
}

/** The script waits 30 s for running containers with these names, and stops the extension if not. */
function unnamed({ manifest, platformFolder }: Extension, file: ComposeFile): Finding[] {
  const folder = platformFolder ?? manifest.name;
  const own = file.services.filter(({ role }) => role !== 'platform');
  return ['api', 'web'].flatMap((part) => {
    const wanted = `${part}_${folder}`;
    if (own.some((service) => containerName(service).includes(wanted))) return [];
    const message = `No container is named ${wanted}: the Platform waits for one for 30 seconds, then stops the extension.`;
    return [{ file: file.path, ...file.locate(['services']), message }];
  });
}

function containerName({ name, definition }: Service): string {
  return asText(get(definition, 'container_name')) ?? name;
}
