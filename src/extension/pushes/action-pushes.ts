import { asText, get } from '../records.js';
import type { WorkflowStep } from '../workflows/model.js';
import { resolve } from './expressions.js';
import type { Scope } from './expressions.js';
import { dockerfileOf } from './pushed-image.js';
import type { PushedImage } from './pushed-image.js';

const PUSHING_OUTPUT = /type=registry|(?:^|,)push=true/m;

/** What a docker/build-push-action step pushes (its README, "inputs"). */
export function actionPushes(step: WorkflowStep, scope: Scope): PushedImage[] {
  if (step.uses?.action !== 'docker/build-push-action') return [];
  const input = (name: string): string | undefined => {
    const text = asText(get(step.with, name));
    return text === undefined ? undefined : resolve(text, scope);
  };
  const outputs = input('outputs') ?? '';
  if (!isOn(get(step.with, 'push')) && !PUSHING_OUTPUT.test(outputs)) return [];
  const named = [...outputs.matchAll(/(?:^|[,"])name=([^,"\n]+)/gm)].map(([, name = '']) => name);
  const tags = (input('tags') ?? '')
    .split(/[\n,]/)
    // docker/metadata-action also takes `name=ghcr.io/nei/api,enable=true`.
    .map((tag) => tag.trim().replace(/^name=/, ''));
  // Without a context the action builds the whole repository from git.
  const context = (input('context') ?? '.').replace('{{defaultContext}}', '.').replace(/^\.:/, '');
  const target = input('target');
  return [{ tags: [...tags, ...named], dockerfile: dockerfileOf(context, input('file')), target }];
}

/** True for a step that pushes what only its bake file or another program knows. */
export function pushesUnknown(step: WorkflowStep): boolean {
  const { uses, run = '' } = step;
  if (uses?.action === 'docker/bake-action') return isOn(get(step.with, 'push'));
  return /\bdocker(?:[ -]compose)\b[^\n]*\bpush\b|\bbuildx bake\b[^\n]*--push\b/.test(run);
}

/** On, or decided when the workflow runs: `${{ github.event_name != 'pull_request' }}`. */
function isOn(value: unknown): boolean {
  const text = asText(value)?.trim().toLowerCase() ?? '';
  return text !== '' && text !== 'false' && !/^\$\{\{\s*false\s*\}\}$/.test(text);
}
