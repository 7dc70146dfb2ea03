/**
 * Modules of Python's own whose names modules of applications have, too. `import logging` is never the
 * one of the package it stands in (docs.python.org, "The Python Standard Library").
 */
const NAMES = new Set([
  ...['abc', 'argparse', 'array', 'ast', 'asyncio', 'base64', 'bisect', 'calendar', 'cmd', 'code'],
  ...[
    'codecs',
    'collections',
    'configparser',
    'contextlib',
    'contextvars',
    'copy',
    'csv',
    'ctypes',
  ],
  ...['dataclasses', 'datetime', 'decimal', 'difflib', 'email', 'enum', 'errno', 'fileinput'],
  ...['fractions', 'functools', 'gc', 'getpass', 'gettext', 'glob', 'graphlib', 'gzip', 'hashlib'],
  ...['heapq', 'hmac', 'html', 'http', 'importlib', 'inspect', 'io', 'ipaddress', 'itertools'],
  ...['json', 'keyword', 'locale', 'logging', 'mailbox', 'math', 'mimetypes', 'multiprocessing'],
  ...['numbers', 'operator', 'os', 'pathlib', 'pickle', 'platform', 'pprint', 'profile', 'queue'],
  ...['random', 're', 'resource', 'sched', 'secrets', 'select', 'selectors', 'shelve', 'shutil'],
  ...['signal', 'site', 'smtplib', 'socket', 'sqlite3', 'ssl', 'stat', 'statistics', 'string'],
  ...['struct', 'subprocess', 'symtable', 'sys', 'tempfile', 'test', 'textwrap', 'threading'],
  ...['time', 'timeit', 'token', 'tokenize', 'trace', 'traceback', 'types', 'typing', 'unittest'],
  ...['urllib', 'uuid', 'warnings', 'weakref', 'webbrowser', 'xml', 'zipfile', 'zoneinfo'],
]);

/** True for the first name of a module of Python's own: `logging`, `http` of `http.client`. */
export function isOfPython(module: string): boolean {
  return NAMES.has(module.split('.')[0] ?? '');
}
