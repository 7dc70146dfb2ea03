import type { DockerfileOperation } from '../../edit/dockerfile/index.js';
import type { Change } from '../rule.js';
import { variableAround, withoutDefault, type Literal, type LiteralSite } from './literals.js';

type DockerfileLiteral = Literal & { readonly site: LiteralSite & { kind: 'dockerfile' } };

/**
 * Takes a literal out of its Dockerfile: an ARG loses its default, and a variable of the deployed
 * image goes, for it is given one when it starts. A stage that only builds asks for it with ARG.
 */
export function dockerfileRemoval(literal: DockerfileLiteral): Change {
  const { file, name } = literal;
  const isBuild = literal.site.keyword === 'ARG' || !literal.site.isShipped;
  const how = isBuild
    ? `pass it when ${file} is built (--build-arg ${name}, or better as a build secret)`
    : `pass it to the container when it starts`;
  return {
    summary: `take the value of ${name} out of ${file}`,
    edits: [{ kind: 'dockerfile', file, operations: [operation(literal)] }],
    nextSteps: [
      `Give ${name} a new value and ${how}: the old one stays in the history of git and in the images built so far, so change it wherever it is in use.`,
    ],
  };
}

function operation({ name, value, site }: DockerfileLiteral): DockerfileOperation {
  const { stage, keyword, text, isShipped } = site;
  const place = { op: 'assign', stage, keyword, name } as const;
  if (keyword === 'ARG') return place;
  const variable = variableAround(text, value);
  if (variable !== undefined) {
    return { ...place, value: `"${withoutDefault(text, value, `\${${variable}}`)}"` };
  }
  const about = new RegExp(`\\b${name}\\b|secret|password|token|key`, 'i');
  return isShipped ? { ...place, about } : { ...place, instead: `ARG ${name}` };
}
