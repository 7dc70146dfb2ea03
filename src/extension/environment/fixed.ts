import { environmentOf } from '../compose/environment.js';
import type { ComposeFile, Service } from '../model.js';
import { asText } from '../records.js';

/** The services that run an API's code in production, else in any deployment. */
export function servicesOf(
  dir: string,
  isOnly: boolean,
  composeFiles: readonly ComposeFile[],
): Service[] {
  const deployed = composeFiles.filter(
    ({ kind, problem }) => kind !== 'development' && problem === undefined,
  );
  const found = (files: readonly ComposeFile[]): Service[] =>
    files.flatMap(({ services }) => services.filter((service) => runs(service, dir, isOnly)));
  const production = found(deployed.filter(({ kind }) => kind === 'production'));
  return production.length > 0 ? production : found(deployed);
}

function runs({ role, dockerfile }: Service, dir: string, isOnly: boolean): boolean {
  if (role !== 'api') return false;
  return dockerfile === undefined ? isOnly : dockerfile.path.startsWith(`${dir}/`);
}

/** The variables to which all of these services give one and the same plain text. */
export function fixedVariables(services: readonly Service[]): Map<string, string> {
  const [first, ...others] = services.map(({ definition }) => literals(definition));
  const fixed = new Map<string, string>();
  for (const [name, text] of first ?? []) {
    if (others.every((other) => other.get(name) === text)) fixed.set(name, text);
  }
  return fixed;
}

function literals(definition: Service['definition']): Map<string, string> {
  return new Map(
    environmentOf(definition).flatMap(({ name, value }) => {
      const text = asText(value);
      return text === undefined || text.includes('$') ? [] : [[name, text] as const];
    }),
  );
}
