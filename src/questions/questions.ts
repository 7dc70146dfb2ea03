import { isUrlPath } from '../command/options.js';
import type { Extension, Service } from '../extension/model.js';
import type { Audit } from '../report/audit.js';
import { visible } from '../report/visible.js';
import { healthEndpoint } from '../rules/monitoring/health-endpoint.js';
import type { Options } from '../rules/options.js';
import { parts } from '../rules/parts.js';
import { releasers } from '../rules/release/releasers.js';
import type { Rule } from '../rules/rule.js';
import { imageQuestions } from './image-questions.js';
import { isCpus, isMemory, limitKey } from './answers.js';

interface Choice {
  readonly name: string;
  readonly short: string;
  readonly value: string;
  readonly checked: boolean;
}

interface Separator {
  readonly type: 'separator';
  readonly separator: string;
}

/** The failing rules that have a fix, by aspect; safe ones ticked, the others say what to look at. */
export function fixQuestion(audit: Audit, offered: readonly Rule[]) {
  const choices: (Choice | Separator)[] = [];
  for (const aspect of audit.aspects) {
    const mine = offered.filter(({ meta }) => meta.aspect === aspect.id && fails(audit, meta.id));
    if (mine.length === 0) continue;
    choices.push({ type: 'separator', separator: `── ${aspect.title}` });
    choices.push(...mine.map(toChoice));
  }
  if (choices.length === 0) return undefined;
  const message =
    'Which fixes shall be prepared? (nothing is written before you have seen the diff)';
  return { type: 'checkbox' as const, name: 'fixes' as const, message, choices, pageSize: 20 };
}

/**
 * The chosen fixes, and those of the rules that had nothing to complain of before the chosen ones: safe
 * ones (a variable that a fix brings is listed and passed on), and with a first migration all that is
 * to be done with it. What was offered and not chosen is none of them.
 */
export function withFollowUps(
  fixes: readonly string[],
  audit: Audit,
  offered: readonly Rule[],
): readonly string[] {
  const migrates = fixes.includes('alembic-baseline');
  const later = offered
    .filter(({ meta: { id, fix } }) => {
      const follows = fix === 'safe' || (migrates && parts.alembic.some((each) => each === id));
      return follows && !fails(audit, id);
    })
    .map(({ meta }) => meta.id);
  return [...fixes, ...later];
}

function fails(audit: Audit, id: string): boolean {
  return audit.rules.some((rule) => rule.id === id && rule.status === 'fail');
}

function toChoice({ meta }: Rule): Choice {
  const note = meta.fix === 'review' ? ` (review: ${meta.why})` : '';
  return {
    name: `${meta.failureTitle} [${meta.id}]${note}`,
    short: meta.id,
    value: meta.id,
    checked: meta.fix === 'safe',
  };
}

/** The questions that the chosen fixes need, each with its default. */
export function optionQuestions(extension: Extension, fixes: readonly string[], options: Options) {
  const limits = fixes.includes('compose-resource-limits')
    ? limitedServices(extension).flatMap((service) => limitQuestions(service, options))
    : [];
  return [
    ...limits,
    ...(bringsEndpoint(extension, fixes) ? [healthQuestion(options)] : []),
    ...(fixes.includes('workflow-publish-images') ? imageQuestions(extension, options) : []),
    // Where releases are made already, there is nothing to choose.
    ...(fixes.includes('workflow-release') && releasers(extension).length === 0
      ? [releaseQuestion(options)]
      : []),
    ...(fixes.includes('secrets-from-files') ? [secretsQuestion(options)] : []),
  ];
}

/** A healthcheck brings the endpoint it asks, where the API has none. */
function bringsEndpoint(extension: Extension, fixes: readonly string[]): boolean {
  const isChosen = ['health-endpoint', 'compose-healthcheck'].some((id) => fixes.includes(id));
  return isChosen && healthEndpoint.check(extension).status === 'fail';
}

function limitQuestions({ name, role }: Service, options: Options) {
  const defaults = role === 'web' ? options.webLimits : options.apiLimits;
  const chosen = { ...defaults, ...options.serviceLimits[name] };
  return [
    {
      type: 'input' as const,
      name: limitKey(name, 'cpus'),
      message: `CPU limit of ${visible(name)}`,
      default: chosen.cpus,
      validate: (value: string) => isCpus(value) || 'a number of CPUs such as 0.5 is wanted',
    },
    {
      type: 'input' as const,
      name: limitKey(name, 'memory'),
      message: `Memory limit of ${visible(name)}`,
      default: chosen.memory,
      validate: (value: string) => isMemory(value) || 'a size such as 512M is wanted',
    },
  ];
}

function healthQuestion(options: Options) {
  return {
    type: 'input' as const,
    name: 'healthPath',
    message: "Path of the API's health endpoint",
    default: options.healthPath,
    validate: (value: string) => isUrlPath(value) || 'a path such as /health is wanted',
  };
}

function releaseQuestion(options: Options) {
  return {
    type: 'select' as const,
    name: 'releaseFlow',
    message: 'How are releases made?',
    choices: [
      { name: 'from each tag v1.2.3 that you push', value: 'tag' },
      { name: 'by release-please, from conventional commit messages', value: 'release-please' },
    ],
    default: options.releaseFlow,
  };
}

function secretsQuestion(options: Options) {
  return {
    type: 'select' as const,
    name: 'secretsMode',
    message: 'Where do the containers get their secrets?',
    choices: [
      { name: 'from files on the host, which Compose mounts', value: 'files' },
      { name: "from Docker Swarm's own store", value: 'swarm' },
      { name: 'from environment variables, as they do now', value: 'env' },
    ],
    default: options.secretsMode,
  };
}

/** Each api and web service of the deployed files, once. */
function limitedServices(extension: Extension): Service[] {
  const services = new Map<string, Service>();
  for (const file of extension.composeFiles) {
    if (file.kind === 'development') continue;
    for (const service of file.services) {
      if (service.role === 'api' || service.role === 'web') services.set(service.name, service);
    }
  }
  return [...services.values()];
}
