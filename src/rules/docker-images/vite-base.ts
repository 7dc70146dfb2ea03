import type { Extension } from '../../extension/model.js';

/**
 * What a person has to change so that a client asks for its files below `/<name>/`: nothing where
 * it does, or where only running its configuration tells.
 */
export function baseSteps({ webs, files, manifest }: Extension, web: string): string[] {
  const config = webs.find(({ dir }) => dir === web)?.viteConfig;
  if (config === undefined) return [];
  const text = (files.get(config)?.text ?? '').replaceAll(/^\s*\/\/.*$/gm, '');
  const written = /(?:^|[\s{,])base:\s*(?:(['"`])([^'"`$]*)\1|\S)/.exec(text);
  if (written !== null && written[2] === undefined) return [];
  const base = written?.[2] ?? '/';
  const wanted = `/${manifest.name}/`;
  if (base.replace(/\/?$/, '/') === wanted || base === './' || base === '') return [];
  return [
    `${config}: the client asks for its files below "${base}", but is served below ${wanted}: set base: '${wanted}'.`,
  ];
}
