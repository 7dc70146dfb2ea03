import { unknown } from '../../edit/typescript/index.js';
import { positionAt } from '../../edit/refusal.js';
import type { Extension } from '../../extension/model.js';
import { isServedElsewhere } from '../compose/served-elsewhere.js';
import type { ViteBuild } from '../docker-images/vite-builds.js';
import { webBuildOf } from '../docker-images/vite-builds.js';
import type { ViteClient } from '../docker-images/vite-settings.js';
import { circumstancesOf, viteClients, viteSetting } from '../docker-images/vite-settings.js';
import type { Finding, Rule } from '../rule.js';

const ROUTE = ['base'];

/** The Platform's proxy hands `/<name>/` to the client, and nothing else. */
export const webBase: Rule = {
  meta: {
    id: 'web-base',
    aspect: 'platform',
    severity: 'error',
    fix: 'review',
    title: 'The web client is built for its path on the Platform',
    failureTitle: 'The web client is built for another path than the one it is served at',
    why: 'The page asks for its scripts below `base`; anywhere but there the proxy answers with another site.',
  },

  check(extension) {
    const clients = clientsOfThePlatform(extension);
    if (clients.length === 0) {
      const reason = 'no web client that the Platform serves has a vite.config';
      return { status: 'not-applicable', reason };
    }
    const all = clients.flatMap((client) => judge(extension, client));
    const wrong = all.filter(({ isWrong }) => isWrong);
    const findings = (wrong.length > 0 ? wrong : all).map(({ finding }) => finding);
    if (findings.length === 0) return { status: 'pass' };
    return { status: wrong.length > 0 ? 'fail' : 'manual', findings };
  },

  fix(extension) {
    return clientsOfThePlatform(extension).flatMap((client) => {
      if (!judge(extension, client).some(({ mendable }) => mendable)) return [];
      const web = webBuildOf(extension, client.web);
      const value = `/${extension.manifest.name}/`;
      const operations = web.builds.map((build) => {
        const circumstances = circumstancesOf(extension, web, build);
        return { op: 'set', route: ROUTE, value, circumstances } as const;
      });
      const summary = `build the client in ${client.web.dir} for ${value}`;
      return [{ summary, edits: [{ kind: 'typescript', file: client.file, operations }] }];
    });
  },
};

/** A project without overrides, and with other names for its directories or its paths, is served where it likes. */
function clientsOfThePlatform(extension: Extension): ViteClient[] {
  const isPart = extension.composeFiles.some(({ override }) => override);
  if (isServedElsewhere(extension)) return [];
  return viteClients(extension).filter(({ web }) => isPart || web.dir.startsWith('web-'));
}

interface Judgement {
  readonly finding: Finding;
  /** Else a person has to look. */
  readonly isWrong: boolean;
  readonly mendable: boolean;
}

function judge(extension: Extension, client: ViteClient): Judgement[] {
  const web = webBuildOf(extension, client.web);
  const isPlain = isPlainlyRight(client.text, extension.manifest.name);
  const all = web.builds.flatMap((build) => {
    const option = build.options.get('base');
    if (option !== undefined && build.at !== undefined) return ofOption(extension, build, option);
    if (isPlain) return [];
    const { given, absent, open } = viteSetting(extension, client, ROUTE, web, build);
    // Of `process.env.BASE || '/'` the second part alone says nothing, and the first is theirs.
    const told = given.some(({ value }) => value === unknown)
      ? given.filter(({ value }) => value === unknown)
      : given;
    const found = told.flatMap(({ value, node }) => {
      const verdict = verdictOn(extension, value);
      if (verdict === undefined) return [];
      return [{ ...verdict, mendable: verdict.isWrong, offset: node.from }];
    });
    if (absent) {
      const verdict = verdictOn(extension, open ? unknown : undefined);
      if (verdict !== undefined) found.push({ ...verdict, mendable: !open, offset: 0 });
    }
    return found.map(({ message, offset, ...rest }) => ({
      ...rest,
      finding: { file: client.file, ...positionAt(client.text, offset), message },
    }));
  });
  return [...new Map(all.map((each) => [JSON.stringify(each.finding), each])).values()];
}

/** Most configurations are one object with the right value on a line of its own: no parser is loaded for these. */
function isPlainlyRight(text: string, name: string): boolean {
  const [, body = ''] = /\nexport default (?:defineConfig\()?\{\r?\n([^]*)/.exec(text) ?? [];
  const [indent = ''] = /^[ \t]+/.exec(body) ?? [];
  const lines = body.split(/\r?\n/).filter((line) => line.startsWith(indent));
  const own = lines
    .map((line) => line.slice(indent.length))
    .filter((line) => /^[^\s/})\]]/.test(line));
  const isBase = (line: string): boolean =>
    [`'/${name}/'`, `'/${name}'`].some(
      (value) => line.replaceAll('"', "'").replace(/,$/, '') === `base: ${value}`,
    );
  return (
    indent !== '' && own.filter(isBase).length === 1 && !own.some((line) => line.startsWith('...'))
  );
}

function ofOption(extension: Extension, { at }: ViteBuild, option: string | true): Judgement[] {
  const verdict = verdictOn(extension, option === true ? unknown : option);
  if (verdict === undefined || at === undefined) return [];
  const { message, isWrong } = verdict;
  const finding = { file: at.file, ...at.position, message: `vite build: ${message}` };
  return [{ finding, isWrong, mendable: false }];
}

/** Undefined where the value is right. */
function verdictOn(
  { manifest }: Extension,
  value: unknown,
): { message: string; isWrong: boolean } | undefined {
  const wanted = `/${manifest.name}/`;
  if (typeof value === 'string') {
    if (value === wanted || `${value}/` === wanted) return undefined;
    if (value === '' || value === './' || /^(https?:)?\/\//.test(value)) {
      const message = `base is '${value}': see that the scripts are found from every page below ${wanted}.`;
      return { message, isWrong: false };
    }
    return { message: `base is '${value}', but the client is served at ${wanted}.`, isWrong: true };
  }
  if (value !== unknown) {
    return { message: `base is not set: set it to '${wanted}'.`, isWrong: true };
  }
  const message = `What base is cannot be told from here: see that it is ${wanted} in the image.`;
  return { message, isWrong: false };
}
