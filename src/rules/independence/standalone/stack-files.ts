import { renderTemplate } from '../../../assets/template.js';
import type { NewFile } from '../../../edit/edit.js';
import { editYaml } from '../../../edit/yaml/index.js';
import type { Extension } from '../../../extension/model.js';
import { composeDependsOnHealthy } from '../../compose/compose-depends-on-healthy.js';
import { composeHealthcheck } from '../../compose/compose-healthcheck.js';
import { composeResourceLimits } from '../../compose/compose-resource-limits.js';
import { composeRestart } from '../../compose/compose-restart.js';
import { composeSecurityOpts } from '../../compose/compose-security-opts.js';
import { envWired } from '../../docs/env-wired.js';
import type { Options } from '../../options.js';
import { blockLines } from './lines.js';
import { projectName } from './project-name.js';
import type { StandaloneStack } from './stack.js';

/** Where a stack of its own lies: not at the root, where a bare `docker compose up` would merge it. */
export const STACK = 'deploy/compose.standalone.yml';
const PROXY = 'deploy/proxy/default.conf';
const TLS = 'deploy/compose.standalone.tls.yml';

/** What a service of the deployment may lack: a stack that is made anew has all of it. */
const HARDENING = [
  envWired,
  composeRestart,
  composeHealthcheck,
  composeDependsOnHealthy,
  composeResourceLimits,
  composeSecurityOpts,
];

/** The stack, its proxy's configuration, and what puts TLS in front of it. */
export function stackFiles(
  extension: Extension,
  stack: StandaloneStack,
  options: Options,
): NewFile[] {
  const { name, routes } = stack;
  const data = {
    ...stack,
    project: projectName(name),
    files: stack.files.map((file) => ({ ...file, note: noteOn(file.name, file.target) })),
    services: stack.services.map(({ name: service, definition, usualLog }) => ({
      name: service,
      usualLog,
      lines: blockLines(definition, 4),
    })),
    upstreams: [...routes.apis, ...(routes.web === undefined ? [] : [routes.web])].map(
      ({ service }) => ({ service, condition: conditionOf(stack, service) }),
    ),
  };
  const text = renderTemplate(STACK, data);
  return [
    { kind: 'create', file: STACK, text: hardened(extension, text, options) },
    { kind: 'create', file: PROXY, text: renderTemplate(PROXY, { name, routes, literal }) },
    { kind: 'create', file: TLS, text: renderTemplate(TLS, {}) },
  ];
}

/** One can wait for a service to answer where something asks it. */
function conditionOf({ services }: StandaloneStack, name: string): string {
  const asked = services.some(
    (service) => service.name === name && service.definition.healthcheck !== undefined,
  );
  return asked ? 'service_healthy' : 'service_started';
}

/** Completes the services as the rules for deployments ask, with what those rules would add. */
function hardened(extension: Extension, text: string, options: Options): string {
  const there = extension.withTexts(new Map([[STACK, text]]));
  let result = text;
  for (const rule of HARDENING) {
    for (const { edits } of rule.fix?.(there, options) ?? []) {
      for (const edit of edits) {
        if (edit.kind !== 'yaml' || edit.file !== STACK) continue;
        result = editYaml(result, edit.operations).text;
      }
    }
  }
  return result;
}

/** What a file is that the Platform provides otherwise. */
export function noteOn(name: string, target: string): string {
  if (/public|pub|jwt/i.test(`${name} ${target}`)) {
    return 'the public key of whoever signs the tokens of your users (the Platform, or your own)';
  }
  return `what the containers read at ${target}`;
}

/** A text as nginx matches it in a regular expression. */
function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
