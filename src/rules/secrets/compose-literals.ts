import { environmentOf } from '../../extension/compose/environment.js';
import type { ComposeFile } from '../../extension/model.js';
import { asText } from '../../extension/records.js';
import { literalIn } from './literals.js';
import type { Literal } from './literals.js';

/** Secrets that a compose file writes down in `environment` or in the arguments of a build. */
export function composeLiterals(file: ComposeFile): Literal[] {
  return file.services.flatMap(({ name: owner, definition, build }) => [
    ...environmentOf(definition).flatMap(({ name, value, place }): Literal[] => {
      const literal = literalIn(name, asText(value) ?? '');
      if (literal === undefined) return [];
      const position = file.locate(['services', owner, 'environment', place]);
      return [{ file: file.path, ...position, name, value: literal, owner }];
    }),
    ...(build?.args ?? []).flatMap(({ name, value }): Literal[] => {
      const literal = literalIn(name, value ?? '');
      if (literal === undefined) return [];
      const position = file.locate(['services', owner, 'build', 'args', name]);
      return [
        { file: file.path, ...position, name, value: literal, owner: `the build of ${owner}` },
      ];
    }),
  ]);
}
