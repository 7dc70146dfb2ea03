import type { TypescriptOperation } from '../../edit/typescript/index.js';
import { unknown } from '../../edit/typescript/index.js';
import { positionAt } from '../../edit/refusal.js';
import type { Extension } from '../../extension/model.js';
import type { Change, Finding, Rule } from '../rule.js';
import { mapsAreRemoved } from './source-map-removal.js';
import { uploadsOf } from './source-map-uploads.js';
import type { ViteBuild, WebBuild } from './vite-builds.js';
import { webBuildOf } from './vite-builds.js';
import type { ViteClient } from './vite-settings.js';
import { circumstancesOf, configOf, viteClients, viteSetting } from './vite-settings.js';

/** Vite hands output options on to Rollup, and later to Rolldown, where they win. */
const ROUTES = [
  ['build', 'sourcemap'],
  ['build', 'rollupOptions', 'output', 'sourcemap'],
  ['build', 'rolldownOptions', 'output', 'sourcemap'],
] as const;

/** Maps hold the whole source, comments included, and whoever has the path of a script can read them. */
export const noSourceMaps: Rule = {
  meta: {
    id: 'no-source-maps',
    aspect: 'docker-images',
    severity: 'warning',
    fix: 'safe',
    title: 'Web images serve no source maps',
    failureTitle: 'Web images serve source maps',
    why: "Source maps give every visitor the client's source, comments and all, and make the image larger.",
  },

  check(extension) {
    const clients = viteClients(extension);
    if (clients.length === 0) {
      return { status: 'not-applicable', reason: 'no web client has a vite.config' };
    }
    const verdicts = clients.map((client) => judge(extension, client));
    const findings = verdicts.flatMap(({ faults }) => faults.map(({ finding }) => finding));
    const doubts = verdicts.flatMap((each) => each.doubts);
    if (findings.length > 0) return { status: 'fail', findings };
    return doubts.length > 0 ? { status: 'manual', findings: doubts } : { status: 'pass' };
  },

  fix(extension) {
    return viteClients(extension).flatMap((client) => changeOf(extension, client));
  },
};

interface Fault {
  readonly finding: Finding;
  /** What mends it; undefined where a person has to. */
  readonly operation: TypescriptOperation | undefined;
}

interface Verdict {
  readonly faults: readonly Fault[];
  readonly doubts: readonly Finding[];
}

function judge(extension: Extension, client: ViteClient): Verdict {
  const web = webBuildOf(extension, client.web);
  const mentioned = web.builds.some(({ options }) => options.has('sourcemap'));
  // Without the word there are no maps, and nothing needs to be parsed.
  if (!mentioned && !client.text.includes('sourcemap')) return { faults: [], doubts: [] };
  if (mapsAreRemoved(extension, client.web, web)) return { faults: [], doubts: [] };
  const verdicts = web.builds.map((build) => judgeBuild(extension, client, web, build));
  return {
    faults: uniqueBy(
      verdicts.flatMap(({ faults }) => faults),
      ({ finding }) => finding,
    ),
    doubts: uniqueBy(
      verdicts.flatMap(({ doubts }) => doubts),
      (finding) => finding,
    ),
  };
}

function judgeBuild(
  extension: Extension,
  client: ViteClient,
  web: WebBuild,
  build: ViteBuild,
): Verdict {
  const option = build.options.get('sourcemap');
  if (option !== undefined && build.at !== undefined) {
    if (option === 'false') return { faults: [], doubts: [] };
    const { file, position } = build.at;
    const message = 'vite build is called with --sourcemap: take the option out.';
    return {
      faults: [{ finding: { file, ...position, message }, operation: undefined }],
      doubts: [],
    };
  }
  const { uploads, deletes } = uploadsOf(configOf(client));
  if (deletes) return { faults: [], doubts: [] };
  const verdicts = ROUTES.map((route) => judgeRoute(extension, client, web, build, route, uploads));
  return {
    faults: verdicts.flatMap(({ faults }) => faults),
    doubts: verdicts.flatMap(({ doubts }) => doubts),
  };
}

function judgeRoute(
  extension: Extension,
  client: ViteClient,
  web: WebBuild,
  build: ViteBuild,
  route: readonly string[],
  uploads: boolean,
): Verdict {
  const { given } = viteSetting(extension, client, route, web, build);
  const name = route.join('.');
  const at = (from: number): Omit<Finding, 'message'> => ({
    file: client.file,
    ...positionAt(client.text, from),
  });
  const circumstances = circumstancesOf(extension, web, build);
  const operation = { op: 'set', route, value: false, circumstances } as const;
  // `prunes() ? 'hidden' : false`: who asks something first has thought of them.
  const isAsked = !uploads && given.some(({ value }) => value === false);
  return {
    faults: given
      .filter(({ value }) => !isAsked && value !== unknown && Boolean(value))
      .map(({ value, node }) => ({
        finding: { ...at(node.from), message: messageFor(name, value, uploads) },
        operation: uploads ? undefined : operation,
      })),
    doubts: given
      .filter(({ value }) => value === unknown || (isAsked && Boolean(value)))
      .map(({ node }) => ({
        ...at(node.from),
        message: `Whether ${name} is on in the image cannot be told from here: see that it is off.`,
      })),
  };
}

function messageFor(name: string, value: unknown, uploads: boolean): string {
  const written = typeof value === 'string' ? `'${value}'` : String(value);
  if (uploads) {
    return `${name} is ${written}, and the maps stay in the image once they are uploaded: have the plugin delete them (Sentry: sourcemaps.filesToDeleteAfterUpload).`;
  }
  const hidden = value === 'hidden' ? ': the maps are served all the same' : '';
  return `${name} is ${written}${hidden}; set it to false.`;
}

function changeOf(extension: Extension, client: ViteClient): Change[] {
  const operations = judge(extension, client).faults.flatMap(({ operation }) => operation ?? []);
  if (operations.length === 0) return [];
  const summary = `build the client in ${client.web.dir} without source maps`;
  return [{ summary, edits: [{ kind: 'typescript', file: client.file, operations }] }];
}

function uniqueBy<T>(all: readonly T[], key: (each: T) => unknown): T[] {
  return [...new Map(all.map((each) => [JSON.stringify(key(each)), each])).values()];
}
