import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ThrowAwayServer } from '../../src/baseline/postgres.js';
import { rallyExt } from '../command/rally-ext.js';
import { removeTrees, writeTree } from '../tree.js';
import { changedModels, createAll, migrationApp, type AppKind } from './migration-apps.js';
import { hasPostgres, sql, startServer } from './postgres.js';
import { alembicPython } from './python.js';

const kinds: readonly (AppKind & { readonly name: string })[] = [
  { name: 'a synchronous engine and a schema of the role’s name', isAsync: false, schema: 'quiz' },
  { name: 'an asynchronous engine and a schema', isAsync: true, schema: 'quiz_game' },
  { name: 'a synchronous engine and the default schema', isAsync: false, schema: undefined },
  { name: 'an asynchronous engine and the default schema', isAsync: true, schema: undefined },
];
const withServer = hasPostgres() ? describe : describe.skip;
if (withServer === describe.skip) console.warn('skipped: PostgreSQL is not installed');

withServer('migrations on a real PostgreSQL', () => {
  const python = alembicPython();
  let server: ThrowAwayServer;
  let databases = 0;

  beforeAll(async () => {
    server = await startServer();
    // The password has what configparser, a URL and a shell would each take for something else.
    sql(python, server.url, `CREATE ROLE quiz LOGIN SUPERUSER PASSWORD 'a%b/c@d$e'`);
  });
  afterAll(() => {
    server.stop();
    removeTrees();
  });

  /** A new database, with a table of the Platform in it, and its URL. */
  function newDatabase(): { url: string; name: string } {
    databases += 1;
    const name = `test${databases}`;
    const address = new URL(server.url);
    sql(python, server.url, `CREATE DATABASE ${name}`);
    const url = `postgresql://quiz:${encodeURIComponent('a%b/c@d$e')}@${address.host}/${name}`;
    sql(
      python,
      url,
      `CREATE SCHEMA nei; CREATE TABLE nei.users (id int); CREATE TABLE public.platform (id int);
       INSERT INTO public.platform VALUES (7); CREATE TABLE public.alembic_version (version_num text);
       INSERT INTO public.alembic_version VALUES ('of the platform')`,
    );
    return { url, name };
  }

  class App {
    readonly root: string;
    readonly dir: string;
    url = '';

    constructor(readonly kind: AppKind) {
      this.root = writeTree(migrationApp(kind));
      this.dir = join(this.root, 'api-quiz');
      const { code, err } = rallyExt([
        'harden',
        this.root,
        '--yes',
        '--only',
        'alembic-configured',
      ]);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      this.renew();
    }

    renew(): void {
      this.url = newDatabase().url;
    }

    private get options() {
      const driver = this.kind.isAsync ? 'asyncpg' : 'psycopg';
      const DATABASE_URL = this.url.replace('postgresql:', `postgresql+${driver}:`);
      return { cwd: this.dir, env: { ...process.env, DATABASE_URL } };
    }

    python(...args: string[]): { code: number | null; out: string; err: string } {
      const options = { ...this.options, encoding: 'utf8' } as const;
      const { status, stdout, stderr } = spawnSync(python, args, options);
      return { code: status, out: stdout, err: stderr };
    }

    /** Runs Alembic, which has to succeed, and returns what it printed. */
    alembic(...args: string[]): string {
      const { code, out, err } = this.python('-m', 'alembic', ...args);
      if (code !== 0) throw new Error(`alembic ${args.join(' ')}:\n${out}${err}`);
      return out + err;
    }

    /** Several upgrades at once: their exit codes, and how many of them migrated. */
    async upgrades(count: number): Promise<{ codes: (number | null)[]; migrated: number }> {
      const runs = Array.from({ length: count }, () => {
        const child = spawn(python, ['-m', 'alembic', 'upgrade', 'head'], this.options);
        let text = '';
        child.stderr.on('data', (data: Buffer) => (text += data.toString()));
        return new Promise<{ code: number | null; text: string }>((resolve) => {
          child.on('close', (code) => {
            resolve({ code, text });
          });
        });
      });
      const done = await Promise.all(runs);
      const migrated = done.filter(({ text }) => text.includes('Running upgrade')).length;
      return { codes: done.map(({ code }) => code), migrated };
    }

    /** Everything in the database: tables, columns, enum values, the Platform's rows. */
    state(): string[] {
      return sql(
        python,
        this.url,
        `SELECT table_schema, table_name, column_name, data_type, column_default
           FROM information_schema.columns
          WHERE table_schema NOT IN ('pg_catalog', 'information_schema')
          UNION ALL SELECT 'type', typnamespace::regnamespace || '.' || typname, enumlabel, '', ''
            FROM pg_enum JOIN pg_type t ON t.oid = enumtypid
          UNION ALL SELECT 'row', id::text, '', '', '' FROM public.platform
          UNION ALL SELECT 'row', version_num, '', '', '' FROM public.alembic_version
          UNION ALL SELECT 'schema', nspname, '', '', '' FROM pg_namespace WHERE nspname NOT LIKE 'pg_%'
          ORDER BY 1, 2, 3`,
      );
    }
  }

  describe.each(kinds)('$name', (kind) => {
    let app: App;
    let empty: string[];
    let baseline: string[];

    beforeAll(() => {
      app = new App(kind);
      empty = app.state();
      app.alembic('revision', '--autogenerate', '-m', 'baseline');
      app.alembic('upgrade', 'head');
      baseline = app.state();
    });

    test('the baseline makes the tables, and nothing is left to migrate', () => {
      const place = kind.schema ?? 'public';
      expect(baseline).toEqual(expect.arrayContaining([`${place}|teams|points|integer|0`]));
      expect(app.alembic('check')).toContain('No new upgrade operations detected');
      for (const line of empty) expect(baseline).toContain(line);
    });

    test('a database made by create_all adopts the baseline; one that differs is left alone', () => {
      app.renew();
      expect(app.python('-c', createAll)).toMatchObject({ code: 0 });
      expect(app.python('alembic/adopt.py')).toMatchObject({ code: 0 });
      expect(app.alembic('current')).toContain('(head)');
      expect(app.alembic('check')).toContain('No new upgrade operations detected');
      expect(app.state()).toEqual(baseline);

      app.renew();
      expect(app.python('-c', createAll)).toMatchObject({ code: 0 });
      const table = kind.schema === undefined ? 'teams' : `${kind.schema}.teams`;
      sql(python, app.url, `ALTER TABLE ${table} ADD COLUMN odd int`);
      const different = app.state();
      const refused = app.python('alembic/adopt.py');
      expect(refused.code).toBe(1);
      expect(refused.err).toContain("op.drop_column('teams', 'odd'");
      expect(app.alembic('current')).not.toContain('(head)');
      expect(app.state()).toEqual(different);
    });

    test('an empty database is left to upgrade', () => {
      app.renew();
      expect(app.python('alembic/adopt.py')).toMatchObject({ code: 0 });
      app.alembic('upgrade', 'head');
      expect(app.state()).toEqual(baseline);
      expect(app.python('alembic/adopt.py')).toMatchObject({ code: 0 });
      expect(app.state()).toEqual(baseline);
    });

    test('eight upgrades at once: one migrates, none fails', async () => {
      app.renew();
      expect(await app.upgrades(8)).toEqual({ codes: Array(8).fill(0), migrated: 1 });
      expect(app.state()).toEqual(baseline);
    });

    test('a changed model: revision, upgrade, downgrade, upgrade', () => {
      writeFileSync(join(app.dir, 'app/models.py'), changedModels(kind));
      app.alembic('revision', '--autogenerate', '-m', 'change');
      app.alembic('upgrade', 'head');
      const changed = app.state();
      expect(app.alembic('check')).toContain('No new upgrade operations detected');
      app.alembic('downgrade', '-1');
      expect(app.state()).toEqual(baseline);
      app.alembic('downgrade', 'base');
      expect(app.state().filter((line) => /teams|members|type/.test(line))).toEqual([]);
      app.alembic('upgrade', 'head');
      expect(app.state()).toEqual(changed);

      const script = app.python('-m', 'alembic', 'upgrade', 'head', '--sql').out;
      app.renew();
      sql(python, app.url, script);
      expect(app.state()).toEqual(changed);

      if (kind.schema !== undefined) {
        sql(python, app.url, `DROP SCHEMA ${kind.schema} CASCADE`);
        app.alembic('upgrade', 'head');
        expect(app.state()).toEqual(changed);
      }
    });

    test('a migration that fails leaves the database as it was, also an empty one', () => {
      app.alembic('revision', '-m', 'broken');
      const versions = join(app.dir, 'alembic/versions');
      const name = readdirSync(versions).find((each) => each.endsWith('_broken.py')) ?? '';
      const body = `op.create_table("half", sa.Column("id", sa.Integer))\n    op.execute("SELECT 1/0")`;
      const text = readFileSync(join(versions, name), 'utf8');
      writeFileSync(join(versions, name), text.replace('    pass', `    ${body}`));
      const before = app.state();
      expect(app.python('-m', 'alembic', 'upgrade', 'head')).toMatchObject({ code: 1 });
      expect(app.state()).toEqual(before);
      app.renew();
      expect(app.python('-m', 'alembic', 'upgrade', 'head')).toMatchObject({ code: 1 });
      expect(app.state()).toEqual(empty);
    });
  });
});
