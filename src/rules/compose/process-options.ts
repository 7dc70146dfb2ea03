import type { YamlOperation, YamlValue } from '../../edit/yaml/operation.js';
import { whatItRuns } from '../../extension/compose/command.js';
import { parseImage } from '../../extension/image-reference.js';
import { asText, get } from '../../extension/records.js';
import { routeIn } from './hardened-services.js';
import type { HardenedService } from './hardened-services.js';
import { imageOf } from './image-of.js';

/** A key that a service should have and has not. */
export interface MissingOption {
  readonly key: 'security_opt' | 'init' | 'stop_grace_period';
  readonly value: YamlValue;
}

const NO_NEW_PRIVILEGES = 'no-new-privileges:true';

/** Programs that are an init themselves; s6 even refuses to be anything but process 1. */
const INITS =
  /(^|[\s/])(tini|dumb-init|catatonit|s6-svscan|supervisord|runsvdir|my_init)\b|^\/init\b/;
const INIT_IMAGES = /(^|\/)(linuxserver|phusion|hotio)\/|s6-overlay/;

/** What Gunicorn gives its workers to finish where nothing else is said (its `graceful_timeout`). */
const GUNICORN_SECONDS = 30;
const USUAL_SECONDS = 25;
/** Docker must not be quicker than the server's own limit. */
const MARGIN = 5;

export function missingOptions(target: HardenedService): MissingOption[] {
  const { definition } = target;
  const lacks = (key: string): boolean => (get(definition, key) ?? null) === null;
  const missing: MissingOption[] = [];
  if (gainsPrivileges(target)) missing.push({ key: 'security_opt', value: [NO_NEW_PRIVILEGES] });
  // A task ends by itself: nobody stops it, and it leaves nothing to wait for.
  if (target.service.oneShot) return missing;
  if (lacks('init') && !hasInit(target)) missing.push({ key: 'init', value: true });
  if (lacks('stop_grace_period')) {
    missing.push({ key: 'stop_grace_period', value: gracePeriod(target) });
  }
  return missing;
}

/** Adds an option; a list of security options that is there gets one more item. */
export function addOption(target: HardenedService, { key, value }: MissingOption): YamlOperation {
  const list = get(target.service.definition, key);
  const route = routeIn(target, key);
  return Array.isArray(list)
    ? { op: 'append', route, value: NO_NEW_PRIVILEGES }
    : { op: 'ensure', route, value };
}

/** Nothing says whether programs may gain privileges, and the image has none that must. */
function gainsPrivileges({ definition, service }: HardenedService): boolean {
  const options = get(definition, 'security_opt');
  const list: readonly unknown[] = Array.isArray(options) ? options : [];
  if (list.some((each) => (asText(each) ?? '').startsWith('no-new-privileges'))) return false;
  if (get(definition, 'privileged') === true) return false;
  const { final } = service.dockerfile ?? {};
  const needsThem =
    ['sudo', 'doas'].some((name) => final?.packages.has(name)) ||
    final?.runs.some(({ script }) => /\bsetcap\b|\bchmod\s+(u\+s|[4-7]\d{3})\b/.test(script));
  return needsThem !== true;
}

function hasInit(target: HardenedService): boolean {
  const { definition, service } = target;
  return (
    INITS.test(whatItRuns(definition, service.dockerfile)) ||
    INITS.test((service.dockerfile?.final.command ?? []).join(' ')) ||
    INIT_IMAGES.test(parseImage(imageOf(target)).repository)
  );
}

function gracePeriod({ definition, service }: HardenedService): string {
  const command = whatItRuns(definition, service.dockerfile);
  const said = /--(?:graceful-timeout|timeout-graceful-shutdown)[=\s]+["']?(\d+)/.exec(
    command,
  )?.[1];
  const usual = /\bgunicorn\b/.test(command) ? GUNICORN_SECONDS : USUAL_SECONDS;
  return `${(said === undefined ? usual : Number(said)) + MARGIN}s`;
}
