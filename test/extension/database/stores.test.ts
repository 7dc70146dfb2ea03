import { databaseLibrary, storesOf } from '../../../src/extension/database/stores.js';
import type { SourceFile } from '../../../src/extension/model.js';

type Texts = Readonly<Record<string, string>>;

const APP = { dir: 'api-x', file: 'api-x/app/main.py', variable: 'app' };
const MAIN = 'from fastapi import FastAPI\nfrom app import db\n\napp = FastAPI()\n';

function sources(texts: Texts): Map<string, SourceFile> {
  return new Map(
    Object.entries({ 'app/main.py': MAIN, ...texts }).map(([name, text]) => {
      const path = `api-x/${name}`;
      return [path, { path, text, mode: 0o644 }];
    }),
  );
}

/** Each database as `kind async? code ← imports`, and the parameter it needs. */
function stores(texts: Texts): string[] {
  return storesOf(sources(texts), APP).map(({ kind, isAsync, handle }) => {
    const how = isAsync ? 'async' : 'sync';
    if (handle === undefined) return `${kind} ${how} ?`;
    const { code, what, imports, parameter } = handle;
    const needs = parameter === undefined ? '' : ` (${parameter})`;
    return `${kind} ${how} ${what} ${code} ← ${imports.join('; ')}${needs}`;
  });
}

const SYNC = 'from sqlalchemy import create_engine\n';
const ASYNC = 'from sqlalchemy.ext.asyncio import create_async_engine\n';
const MOTOR = 'from motor.motor_asyncio import AsyncIOMotorClient\n';

describe('how other modules reach a SQL database', () => {
  test.each([
    ['a variable', `${SYNC}engine = create_engine(URL)\n`, 'sync engine engine'],
    ['asynchronous', `${ASYNC}engine = create_async_engine(URL)\n`, 'async engine engine'],
    [
      'under another name, with a type',
      'import sqlalchemy as sa\n\ndatabase: sa.Engine = sa.create_engine(URL)\n',
      'sync engine database',
    ],
    [
      'of SQLModel',
      'from sqlmodel import create_engine\nengine = create_engine(URL)\n',
      'sync engine engine',
    ],
    [
      'with options afterwards',
      `${SYNC}engine = create_engine(URL).execution_options(echo=True)\n`,
      'sync engine engine',
    ],
    [
      'made where the sessions are',
      `${SYNC}from sqlalchemy.orm import sessionmaker\nSession = sessionmaker(bind=create_engine(URL))\n`,
      'sync sessions Session',
    ],
    [
      'a function that makes it once',
      `from functools import lru_cache\n${SYNC}\n@lru_cache\ndef get_engine():\n    return create_engine(URL)\n`,
      'sync engine get_engine()',
    ],
    [
      'an attribute of an object',
      `${ASYNC}\nclass Database:\n    def __init__(self, url):\n        self.engine = create_async_engine(url)\n\ndatabase = Database(URL)\n`,
      'async engine database.engine',
    ],
  ])('%s', (_, text, wanted) => {
    const [, , code = ''] = wanted.split(' ');
    const name = code.split(/[.(]/)[0] ?? '';
    expect(stores({ 'app/db.py': text })).toEqual([`sql ${wanted} ← from app.db import ${name}`]);
  });

  test.each([
    [
      'a function that makes a new one each time',
      `${SYNC}\ndef get_engine():\n    return create_engine(URL)\n`,
    ],
    [
      'one that needs to be told something',
      `from functools import cache\n${SYNC}\n@cache\ndef get_engine(url):\n    return create_engine(url)\n`,
    ],
    [
      'an attribute that is not for others',
      `${SYNC}\nclass Database:\n    def __init__(self):\n        self._engine = create_engine(URL)\n\ndb = Database()\n`,
    ],
    [
      'an attribute of a class without an object',
      `${SYNC}\nclass Database:\n    def __init__(self):\n        self.engine = create_engine(URL)\n`,
    ],
  ])('is not known: %s', (_, text) => {
    expect(stores({ 'app/db.py': text })).toEqual(['sql sync ?']);
  });

  test('what the application does not import, or only a script makes, is not asked', () => {
    expect(stores({ 'app/other.py': `${SYNC}engine = create_engine(URL)\n` })).toEqual([]);
    expect(
      stores({
        'app/db.py': `from scripts import seed\n${SYNC}engine = create_engine(URL)\n`,
        'scripts/seed.py': `${ASYNC}seeding = create_async_engine(URL)\n`,
      }),
    ).toEqual(['sql sync engine engine ← from app.db import engine']);
  });

  test('the asynchronous one where there are both', () => {
    const text = `${SYNC}${ASYNC}sync_engine = create_engine(URL)\nengine = create_async_engine(URL)\n`;
    expect(stores({ 'app/db.py': text })).toEqual([
      'sql async engine engine ← from app.db import engine',
    ]);
  });
});

describe('how other modules reach MongoDB', () => {
  test.each([
    ['a client', `${MOTOR}client = AsyncIOMotorClient(URL)\n`, 'async client client'],
    ['a database', `${MOTOR}db = AsyncIOMotorClient(URL)["quiz"]\n`, 'async database db'],
    [
      'a client of PyMongo',
      'from pymongo import MongoClient\nclient = MongoClient(URL)\n',
      'sync client client',
    ],
    [
      'PyMongo’s own asynchronous one',
      'from pymongo import AsyncMongoClient\ndatabase = AsyncMongoClient(URL).get_database()\n',
      'async database database',
    ],
    [
      'an attribute that is set at the start',
      `${MOTOR}\nclass Holder:\n    client = None\n\nholder = Holder()\n\nasync def connect():\n    holder.client = AsyncIOMotorClient(URL)\n`,
      'async client holder.client',
    ],
  ])('%s', (_, text, wanted) => {
    const name = wanted.split(' ')[2]?.split('.')[0] ?? '';
    expect(stores({ 'app/db.py': text })).toEqual([`mongo ${wanted} ← from app.db import ${name}`]);
  });

  test('a collection is neither', () => {
    const text = `${MOTOR}notes = AsyncIOMotorClient(URL)["quiz"]["notes"]\n`;
    expect(stores({ 'app/db.py': text })).toEqual(['mongo async ?']);
  });

  test('a global variable that is set at the start, by its module', () => {
    const text = `${MOTOR}client = None\n\ndef connect():\n    global client\n    client = AsyncIOMotorClient(URL)\n`;
    expect(stores({ 'app/db.py': text })).toEqual([
      'mongo async client db.client ← from app import db',
    ]);
  });

  test('an attribute of the application, by the request', () => {
    const main = `${MOTOR}from fastapi import FastAPI\n\napp = FastAPI()\n\n@app.on_event("startup")\ndef connect():\n    app.mongodb_client = AsyncIOMotorClient(URL)\n`;
    expect(stores({ 'app/main.py': main })).toEqual([
      'mongo async client request.app.mongodb_client ←  (request: Request)',
    ]);
  });

  test('the dependency that hands it to routes, by what its annotation means', () => {
    expect(
      stores({
        'app/types.py':
          'from motor.motor_asyncio import AsyncIOMotorDatabase\n\nDB = AsyncIOMotorDatabase\n',
        'app/db.py': `${MOTOR}from fastapi import Depends\nfrom app.types import DB\n\nclass Client:\n    def __init__(self):\n        self._client = AsyncIOMotorClient(URL)\n\nasync def get_db() -> DB:\n    return client()["x"]\n\nDbDep = Annotated[DB, Depends(get_db)]\n`,
      }),
    ).toEqual([
      'mongo async database mongo ← from app.db import get_db (mongo: Any = Depends(get_db))',
    ]);
  });

  test('the dependency as the application’s own routes are handed it', () => {
    const text = `from typing import Annotated\n${MOTOR}from fastapi import Depends\nfrom motor.motor_asyncio import AsyncIOMotorDatabase\n\nclients = [AsyncIOMotorClient(URL)]\n\ndef get_db() -> AsyncIOMotorDatabase:\n    return clients[0].x\n\nDb = Annotated[AsyncIOMotorDatabase, Depends(get_db)]\n`;
    expect(stores({ 'app/db.py': text })).toEqual([
      'mongo async database mongo ← from app.db import get_db (mongo: Annotated[Any, Depends(get_db)])',
    ]);
  });

  test('both kinds', () => {
    const text = `${SYNC}${MOTOR}engine = create_engine(URL)\nclient = AsyncIOMotorClient(URL)\n`;
    expect(stores({ 'app/db.py': text })).toEqual([
      'sql sync engine engine ← from app.db import engine',
      'mongo async client client ← from app.db import client',
    ]);
  });
});

describe('the library a database is talked to with', () => {
  const library = (texts: Texts): string | undefined => databaseLibrary(sources(texts), APP)?.name;

  test('is the one that a loaded module imports', () => {
    expect(library({ 'app/db.py': 'import asyncpg\n' })).toBe('asyncpg');
    expect(library({ 'app/db.py': 'from tortoise import fields\n' })).toBe('tortoise');
    expect(library({ 'app/db.py': 'import json\n' })).toBeUndefined();
    expect(library({ 'app/unused.py': 'import asyncpg\n' })).toBeUndefined();
    expect(library({ 'app/tests/test_db.py': 'import asyncpg\n' })).toBeUndefined();
  });
});
