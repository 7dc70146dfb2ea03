import { readInstructions } from '../../extension/dockerfile/instructions.js';
import { kept } from '../../extension/kept.js';
import type { Extension } from '../../extension/model.js';
import { get } from '../../extension/records.js';
import { probeUrl } from '../compose/existing-healthcheck.js';

/** The paths, but for `/`, that healthchecks of compose files and Dockerfiles ask already. */
export const askedPaths = kept((extension: Extension): readonly string[] => {
  const { composeFiles, dockerfiles, files } = extension;
  const services = composeFiles
    .flatMap((file) => file.services)
    .map(({ definition }) => get(definition, 'healthcheck'));
  const images = dockerfiles
    .map(({ path }) => files.get(path)?.text ?? '')
    .filter((text) => /HEALTHCHECK/i.test(text))
    .flatMap((text) => readInstructions(text))
    .filter(({ keyword }) => keyword === 'HEALTHCHECK')
    .map(({ args }) => ({ test: args }));
  const paths = [...services, ...images].flatMap((each) => probeUrl(each)?.pathname ?? []);
  return [...new Set(paths)].filter((path) => path !== '/');
});
