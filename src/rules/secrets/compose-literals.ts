import { environmentOf } from '../../extension/compose/environment.js';
import type { ComposeFile, Service } from '../../extension/model.js';
import { asText, get, isRecord } from '../../extension/records.js';
import { literalIn } from './literals.js';
import type { Literal, LiteralSite } from './literals.js';

/** Secrets that a compose file writes down in `environment` or in the arguments of a build. */
export function composeLiterals(file: ComposeFile): Literal[] {
  return file.services.flatMap((service) => [
    ...environmentOf(service.definition).flatMap(({ name, value, place, form }) =>
      literal(file, service, name, asText(value) ?? '', {
        owner: service.name,
        route: ['services', service.name, 'environment', place],
        form,
      }),
    ),
    ...(service.build?.args ?? []).flatMap(({ name, value }, index) => {
      const form = isList(service) ? 'list' : 'map';
      return literal(file, service, name, value ?? '', {
        owner: `the build of ${service.name}`,
        route: ['services', service.name, 'build', 'args', form === 'list' ? index : name],
        form,
      });
    }),
  ]);
}

type Place = Pick<Literal, 'owner'> & Pick<LiteralSite & { kind: 'compose' }, 'route' | 'form'>;

function literal(
  file: ComposeFile,
  { name: service, role }: Service,
  name: string,
  text: string,
  { owner, route, form }: Place,
): Literal[] {
  const value = literalIn(name, text);
  if (value === undefined) return [];
  const isDatabase = role === 'database';
  const site = { kind: 'compose', service, isDatabase, route, form, text } as const;
  return [{ file: file.path, ...file.locate(route), name, value, owner, site }];
}

/** `args: [NAME=value]`. */
function isList({ definition }: Service): boolean {
  const build = get(definition, 'build');
  return isRecord(build) && Array.isArray(get(build, 'args'));
}
