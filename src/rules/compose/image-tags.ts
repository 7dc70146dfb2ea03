import { interpolate } from '../../extension/interpolate.js';
import { parseImage } from '../../extension/image-reference.js';

/** Stands in for whatever a variable is set to. */
const SET = '0set0';

/** Where a variable decides which image runs: by the tag, a digest or the whole name. */
export function isChosenByVariable(image: string): boolean {
  const { text } = interpolate(image, () => SET);
  const { name, tag } = parseImage(text);
  const digest = text.split('@')[1] ?? '';
  return [name, tag, digest].some((part) => part.includes(SET));
}

/** The variable that decides the tag: `TAG` of `…:${TAG:-latest}`; undefined where none does alone. */
export function tagVariable(image: string): string | undefined {
  return /:\$\{(\w+)(?::?[-?][^{}/]*)?\}$/.exec(image)?.[1];
}

/** The same image with its tag, `latest` where it has none, as the default of a variable. */
export function withTagVariable(image: string, variable: string): string {
  const [, repository = '', tag = 'latest'] = /^(.*?)(?::(\w[\w.-]*))?$/.exec(image) ?? [];
  return `${repository}:\${${variable}:-${tag}}`;
}
