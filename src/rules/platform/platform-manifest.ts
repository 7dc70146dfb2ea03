import type { Extension } from '../../extension/model.js';
import { get, isRecord } from '../../extension/records.js';
import type { Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';

/** semver.org's own expression, without its named groups. */
const SEMVER =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-(0|[1-9]\d*|\d*[a-zA-Z-][\da-zA-Z-]*)(\.(0|[1-9]\d*|\d*[a-zA-Z-][\da-zA-Z-]*))*)?(\+[\da-zA-Z-]+(\.[\da-zA-Z-]+)*)?$/;

type Report = (route: readonly (string | number)[], message: string) => Finding;

/** manifest.json is all the Platform knows about an extension. */
export const platformManifest: Rule = {
  meta: {
    id: 'platform-manifest',
    aspect: 'platform',
    severity: 'error',
    fix: null,
    title: 'manifest.json says what the Platform needs',
    failureTitle: 'manifest.json does not say what the Platform needs',
    why: 'The Platform takes scopes, navigation and ports from it, and skips what it cannot read.',
  },

  check(extension) {
    const { manifest } = extension;
    const report: Report = (route, message) => ({
      file: manifest.file,
      ...manifest.locate(route),
      message,
    });
    return verdict([
      ...nameFindings(extension, report),
      ...versionFindings(extension, report),
      ...scopeFindings(get(manifest.data, 'scopes'), report),
      ...navigationFindings(get(manifest.data, 'nav'), manifest.name, report),
      ...portFindings(extension, report),
    ]);
  },
};

function nameFindings({ manifest, platformFolder }: Extension, report: Report): Finding[] {
  const { name } = manifest;
  const findings: Finding[] = [];
  if (!/^[a-z0-9][a-z0-9_-]*$/.test(name)) {
    const message = `The name "${name}" cannot be part of service and image names: use lower-case letters, digits, - and _.`;
    findings.push(report(['name'], message));
  }
  if (platformFolder !== undefined && platformFolder !== name) {
    const message = `The name "${name}" differs from its folder extensions/${platformFolder}: the Platform knows it by the folder.`;
    findings.push(report(['name'], message));
  }
  return findings;
}

function versionFindings({ manifest }: Extension, report: Report): Finding[] {
  const version = get(manifest.data, 'version');
  if (version === undefined) return [report([], 'The manifest has no version.')];
  if (typeof version === 'string' && SEMVER.test(version)) return [];
  const shown = JSON.stringify(version);
  return [report(['version'], `The version ${shown} is not a semantic version such as "1.0.0".`)];
}

/** One scope that is not an object makes the Platform drop all scopes of the extension. */
function scopeFindings(scopes: unknown, report: Report): Finding[] {
  if (scopes === undefined || scopes === null) return [];
  if (!Array.isArray(scopes)) return [report(['scopes'], 'scopes is not a list.')];
  return scopes.flatMap((scope: unknown, index) => {
    if (!isRecord(scope)) {
      const message = 'A scope is an object: { "name": "…", "description": "…" }.';
      return [report(['scopes', index], message)];
    }
    return isText(get(scope, 'name')) ? [] : [report(['scopes', index], 'The scope has no name.')];
  });
}

function navigationFindings(nav: unknown, name: string, report: Report): Finding[] {
  if (nav === undefined || nav === null) return [];
  if (!Array.isArray(nav)) return [report(['nav'], 'nav is not a list.')];
  return nav.flatMap((item: unknown, index) => {
    const entry = isRecord(item) ? item : {};
    const missing = ['label', 'href'].filter((key) => !isText(get(entry, key)));
    if (missing.length > 0) {
      return [report(['nav', index], `The navigation entry has no ${missing.join(' and no ')}.`)];
    }
    const href = String(get(entry, 'href'));
    const below = href.startsWith(`/${name}`) ? href.slice(name.length + 1) : undefined;
    if (below !== undefined && /^($|[/?#])/.test(below)) return [];
    const message = `The link "${href}" leads out of the extension, which is served under /${name}.`;
    return [report(['nav', index, 'href'], message)];
  });
}

/** The Platform writes its proxy's configuration from these two ports. */
function portFindings(extension: Extension, report: Report): Finding[] {
  const { manifest, composeFiles, apis, webs } = extension;
  const services = composeFiles.flatMap((file) => file.services);
  return (['api', 'web'] as const).flatMap((part) => {
    const declared = part === 'api' ? manifest.apiPort : manifest.webPort;
    const code = part === 'api' ? apis.length : webs.length;
    const isServed = code > 0 || services.some(({ role }) => role === part);
    if (declared !== undefined || !isServed) return [];
    const message = `The extension has ${part === 'api' ? 'an API' : 'a web client'}, but the manifest no ${part}.port.`;
    return [report([part], message)];
  });
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
