// Builds FerretDB, which speaks MongoDB's protocol, with Go, where that was not done yet, and prints
// the path of the program. MongoDB itself is in no package registry.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const MODULE = 'github.com/FerretDB/FerretDB';
/** The last version that keeps its data in SQLite, in the process itself. */
const VERSION = 'v1.24.2';
const CACHE = resolve(`.cache/ferretdb-${VERSION}-2`);
const PROGRAM = join(CACHE, 'ferretdb');

/** What MongoDB does and FerretDB refuses: each a piece of its source, and what takes its place. */
const ADDITIONS = [
  {
    // mongorestore names the collection with every index; MongoDB takes no notice of it.
    file: 'internal/handler/msg_createindexes.go',
    from: 'case "background":',
    to: 'case "background", "ns":',
  },
  {
    // The command `renameCollection` moves to another database too.
    file: 'internal/handler/msg_renamecollection.go',
    from: 'if oldDBName != newDBName {\n',
    to: `if oldDBName != newDBName {
		if err = h.moveCollection(connCtx, oldDBName, oldCName, newDBName, newCName); err == nil {
			return documentOpMsg(must.NotFail(types.NewDocument("ok", float64(1))))
		}
		h.L.ErrorContext(connCtx, "a collection could not be moved: "+err.Error())
`,
  },
];

if (!existsSync(PROGRAM)) build();
console.log(PROGRAM);

/** From a copy: the version, which it insists on, is not in its module. */
function build() {
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(join(CACHE, 'go.mod'), 'module tools\n\ngo 1.24\n');
  go('get', `${MODULE}@${VERSION}`);
  const sources = join(CACHE, 'sources');
  cpSync(go('list', '-m', '-f', '{{.Dir}}', MODULE), sources, { recursive: true });
  command('chmod', '-R', 'u+w', sources);
  writeFileSync(join(sources, 'build/version/version.txt'), `${VERSION}\n`);
  for (const { file, from, to } of ADDITIONS) replace(join(sources, file), from, to);
  const addition = 'move_collection.go';
  cpSync(resolve('scripts/ferretdb', addition), join(sources, 'internal/handler', addition));
  go('mod', 'edit', '-replace', `${MODULE}=./sources`);
  const whole = `${PROGRAM}.${process.pid}`;
  go('build', '-buildvcs=false', '-o', whole, `${MODULE}/cmd/ferretdb`);
  renameSync(whole, PROGRAM);
}

function replace(file, from, to) {
  const text = readFileSync(file, 'utf8');
  if (text.split(from).length !== 2) throw new Error(`${file} does not have "${from}" once`);
  writeFileSync(
    file,
    text.replace(from, () => to),
  );
}

function go(...args) {
  return command('go', ...args);
}

function command(program, ...args) {
  // It runs in images too, which have other libraries than this machine.
  const env = { ...process.env, GOFLAGS: '-mod=mod', CGO_ENABLED: '0' };
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: CACHE,
    env,
    encoding: 'utf8',
  });
  if (status === 0) return stdout.trim();
  throw new Error(`${program} ${args.join(' ')} failed: ${error?.message ?? stderr.trim()}`);
}
