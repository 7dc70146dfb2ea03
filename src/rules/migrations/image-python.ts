import type { Extension } from '../../extension/model.js';

/** The minor version of Python that an API's image has, such as 3.12; undefined where none says. */
export function imagePython({ dockerfiles }: Extension, dir: string): string | undefined {
  return dockerfiles
    .filter(({ path }) => path.startsWith(`${dir}/`))
    .flatMap(({ stages }) => stages.map(({ baseImage }) => /python:?(3\.\d+)/.exec(baseImage)?.[1]))
    .findLast((version) => version !== undefined);
}
