import { canBeBuiltUpon } from '../../edit/python/factory.js';
import { renderTemplate } from '../../assets/template.js';
import { modulesOf } from '../../extension/database/modules.js';
import type { ApiApp, Extension } from '../../extension/model.js';
import { isBelow } from '../../extension/python/project.js';
import { servedApps } from '../apps.js';
import type { Change, Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { addToApp } from './add-to-app.js';
import { ownModule } from './own-module.js';

/** Code that writes logs as JSON: by a library, loguru's own, or a formatter of the application's. */
const IN_CODE =
  /\bpythonjsonlogger\b|\bpython_json_logger\b|\bstructlog\b|\bjson_log_formatter\b|\bjson_logging\b|\becs_logging\b|\blogstash\w*\b|\bgoogle\.cloud\.logging\b|\bazure_log|\bserialize["']?\]?\s*[=:]\s*\w|\bclass\s+\w*json\w*\s*\([^)]*\b(Formatter|Handler)\b|\bjson(_?log)?_?formatter\b/i;
const IN_SETTINGS = /pythonjsonlogger|json_?formatter|JsonFormatter|ecs_logging/i;
const SETTINGS = /(^|\/)[\w.-]*log[\w.-]*\.(ya?ml|json|ini|conf|toml|cfg)$/i;
const VARIABLES = ['LOG_FORMAT', 'LOG_OUTPUT', 'STRUCTURED_LOGGING_FORMAT'];

/** A line of text per event, spread over workers: what belongs to one request cannot be told. */
export const structuredLogging: Rule = {
  meta: {
    id: 'structured-logging',
    aspect: 'monitoring',
    severity: 'info',
    fix: 'safe',
    title: 'Logs can be JSON lines with the id of the request',
    failureTitle: 'Logs are text that no program can search',
    why: 'With JSON lines and an id, everything that one request logged is found at once.',
  },

  check(extension) {
    const apps = servedApps(extension);
    if (apps.length === 0) {
      return { status: 'not-applicable', reason: 'no FastAPI application was found' };
    }
    const without = apps.filter((app) => !writesJson(extension, app));
    return verdict(without.map((app) => describe(extension, app)));
  },

  fix(extension) {
    return servedApps(extension)
      .filter((app) => isReachable(extension, app) && !writesJson(extension, app))
      .flatMap((app) => addition(extension, app) ?? []);
  },
};

function writesJson(extension: Extension, { dir }: ApiApp): boolean {
  if (modulesOf(extension.files, dir).matching(IN_CODE).length > 0) return true;
  return [...extension.files.values()].some(
    ({ path, text }) => isBelow(path, dir) && SETTINGS.test(path) && IN_SETTINGS.test(text),
  );
}

/** Bound in its module, or returned by the one function that makes it. */
function isReachable({ files }: Extension, { topLevel, file, variable }: ApiApp): boolean {
  return topLevel || canBeBuiltUpon(files.get(file)?.text ?? '', variable, []);
}

function describe(extension: Extension, app: ApiApp): Finding {
  const { file, position, variable } = app;
  const what = `The logs of ${variable} are text, and nothing tells which lines belong to one request.`;
  const message = isReachable(extension, app)
    ? what
    : `${what} The application is made in a function: add a JSON formatter and a request id there.`;
  return { file: extension.files.has(file) ? file : app.dir, ...position, message };
}

function addition(extension: Extension, app: ApiApp): Change | undefined {
  const module = ownModule(extension, app, ['structured_logging', 'json_logging']);
  const formatVariable = VARIABLES.find((name) => !isRead(extension, name));
  if (module === undefined || formatVariable === undefined) return undefined;
  const isLoguru = modulesOf(extension.files, app.dir).matching(
    /^[ \t]*(from|import)[ \t]+loguru\b/m,
  );
  const text = renderTemplate('api/ops/structured_logging.py', {
    formatVariable,
    isLoguru: isLoguru.length > 0,
  });
  const code = `add_structured_logging(${app.variable})`;
  return {
    summary: `add JSON logs to ${app.file}, where ${formatVariable}=json`,
    edits: addToApp(app, module, text, { name: 'add_structured_logging', code, paths: [] }),
    nextSteps: [`Set ${formatVariable}=json where a program reads the logs of ${app.dir}.`],
  };
}

/** A variable of this name means something else already. */
function isRead({ variables }: Extension, name: string): boolean {
  return variables.some((variable) => variable.name === name);
}
