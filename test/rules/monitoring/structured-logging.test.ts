import { structuredLogging } from '../../../src/rules/monitoring/structured-logging.js';
import { testRule } from '../tester.js';
import { api, expected, MAIN, main, mainWith } from './samples.js';

const MODULE = 'api-rally/app/core/structured_logging.py';
const LOGGING = 'api-rally/app/core/logging.py';
const missing = `${MAIN}:6:1 The logs of app are text, and nothing tells which lines belong to one request.`;
const included = mainWith(
  'structured_logging import add_structured_logging',
  'add_structured_logging(app)',
);
const logging = (text: string): Readonly<Record<string, string>> => ({ ...api, [LOGGING]: text });

testRule(structuredLogging, {
  valid: [
    { name: 'loguru that serializes', files: logging('logger.add(sys.stdout, serialize=True)\n') },
    {
      name: 'loguru that does where a setting says so',
      files: logging('handler["serialize"] = True\nlogger.configure(handlers=[handler])\n'),
    },
    {
      name: 'handlers of loguru as data',
      files: logging('H = [{"sink": out, "serialize": IS_JSON}]\n'),
    },
    { name: 'structlog', files: logging('import structlog\n') },
    {
      name: 'python-json-logger',
      files: logging('from pythonjsonlogger.json import JsonFormatter\n'),
    },
    {
      name: 'a formatter of their own',
      files: logging('class JSONFormatter(logging.Formatter):\n    pass\n'),
    },
    {
      name: 'a configuration file with one',
      files: {
        ...api,
        'api-rally/logging.yaml':
          'formatters:\n  json:\n    class: pythonjsonlogger.jsonlogger.JsonFormatter\n',
      },
    },
  ],
  invalid: [
    {
      name: 'the standard library',
      files: logging('import logging\n\nlogging.basicConfig(level="INFO")\n'),
      findings: [missing],
      after: { [MODULE]: expected('structured_logging.py'), [MAIN]: included },
    },
    {
      name: 'loguru',
      files: logging('from loguru import logger\n\nlogger.add(print)\n'),
      findings: [missing],
      after: { [MODULE]: expected('structured_logging.loguru.py'), [MAIN]: included },
    },
    {
      name: 'JSON of other things than logs, and tests that do it',
      files: {
        ...logging('import json\n\ntext = json.dumps({})\n'),
        'api-rally/app/tests/test_logs.py': 'import structlog\n',
      },
      findings: [missing],
      after: { [MODULE]: expected('structured_logging.py'), [MAIN]: included },
    },
    {
      name: 'a LOG_FORMAT that means something else',
      files: logging('import os\n\nFORMAT = os.getenv("LOG_FORMAT", "%(message)s")\n'),
      findings: [missing],
      after: {
        [MODULE]: expected('structured_logging.py').replaceAll('LOG_FORMAT', 'LOG_OUTPUT'),
        [MAIN]: included,
      },
    },
    {
      name: 'single quotes and Windows line ends',
      files: {
        ...api,
        [MAIN]: main.replaceAll('"', "'").replaceAll('\n', '\r\n'),
      },
      findings: [missing],
      after: {
        [MODULE]: expected('structured_logging.py'),
        [MAIN]: included.replaceAll('"', "'").replaceAll('\n', '\r\n'),
      },
    },
    {
      name: 'an application that a function returns in several places is left to a person',
      files: {
        [MAIN]:
          'from fastapi import FastAPI\n\n\ndef create_app(bare: bool = False) -> FastAPI:\n    app = FastAPI()\n    if bare:\n        return app\n    return app\n',
      },
      findings: [
        `${MAIN}:5:5 The logs of app are text, and nothing tells which lines belong to one request. The application is made in a function: add a JSON formatter and a request id there.`,
      ],
    },
  ],
  notApplicable: [{ name: 'no API', files: {}, reason: 'no FastAPI application was found' }],
});
