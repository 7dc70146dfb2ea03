import { editPython } from '../../../src/edit/python/index.js';
import { EditRefusal } from '../../../src/edit/refusal.js';

const operation = {
  op: 'ensure-import',
  module: 'app.core.metrics',
  name: 'add_metrics',
  above: 'app',
} as const;
const line = 'from app.core.metrics import add_metrics\n';

function add(text: string, changed: object = {}): string {
  const one = { ...operation, ...changed };
  const { text: result, spans } = editPython(text, [one]);
  let rest = result;
  for (const { start, end } of [...spans].reverse()) rest = rest.slice(0, start) + rest.slice(end);
  expect(rest).toBe(text);
  expect(editPython(result, [one])).toEqual({ text: result, spans: [] });
  return result;
}

function refusal(text: string): string {
  try {
    editPython(text, [operation]);
  } catch (error) {
    if (error instanceof EditRefusal) return `${error.position.line}: ${error.message}`;
    throw error;
  }
  throw new Error('was not refused');
}

describe('a whole import that code uses', () => {
  const whole = { module: 'alembic', name: undefined, isUsed: true, above: 'target' };

  test('goes above the imports from it', () => {
    const rest = 'from alembic import context\nfrom app import x\n\ntarget = 1\n';
    expect(add(`import os\n\n${rest}`, whole)).toBe(`import os\n\nimport alembic\n${rest}`);
  });

  test('is a group of its own where nothing is imported from it', () => {
    expect(add('import os\n\ntarget = 1\n', whole)).toBe(
      'import os\n\nimport alembic\n\ntarget = 1\n',
    );
  });
});

describe('an import for what it does', () => {
  const above = 'from alembic import context\n\nfrom app.models import Team\n';
  const whole = { module: 'app.models.badge', name: undefined, above: 'target' };

  test('goes to those of its package', () => {
    expect(add(`${above}\ntarget = 1\n`, whole)).toBe(
      `${above}import app.models.badge  # noqa: F401\n\ntarget = 1\n`,
    );
  });

  test('is enough once, also beside others', () => {
    const text = `${above}import os, app.models.badge\n\nx = 1\n`;
    expect(editPython(text, [{ ...operation, ...whole }])).toEqual({ text, spans: [] });
  });
});

describe('where an import goes', () => {
  const above = 'import os\n\nfrom fastapi import FastAPI\n\n';

  test('among those of its package, in the order of the alphabet', () => {
    const [api, session] = ['from app.api import router\n', 'from app.db import Session\n'];
    const rest = '\napp = FastAPI()\n';
    expect(add(above + api + session + rest)).toBe(above + api + line + session + rest);
    expect(add(above + session + rest)).toBe(above + line + session + rest);
    expect(add(above + api + rest)).toBe(above + api + line + rest);
  });

  test('with the one before it where imports of other packages stand among them', () => {
    const one = 'from app.api import router\nfrom fastapi import FastAPI\n';
    const two = 'from app.services import more\nfrom slowapi import Limiter\n';
    const rest = '\napp = FastAPI()\n';
    expect(add(one + two + rest)).toBe(one.replace('\n', `\n${line}`) + two + rest);
  });

  test('behind the last of its package where those are in no order', () => {
    const own = 'from app.db import Session\nfrom app.api import router\n';
    expect(add(`${above}${own}\napp = FastAPI()\n`)).toBe(
      `${above}${own}${line}\napp = FastAPI()\n`,
    );
  });

  test('in the order of their last block, where a sibling is called as a library above', () => {
    const library = 'from migrations.config import Config\nfrom fastapi import FastAPI\n\n';
    const [first, last] = ['from app.api import router\n', 'from migrations import command\n'];
    const siblings = ['app', 'migrations', 'metrics'];
    const own = { module: 'metrics', siblings };
    expect(add(`${library}${first}${last}\napp = FastAPI()\n`, own)).toBe(
      `${library}${first}from metrics import add_metrics\n${last}\napp = FastAPI()\n`,
    );
  });

  test('behind an import over several lines, with its comment', () => {
    const own = 'from app.api import (\n    one,\n    two,\n)  # noqa\n';
    expect(add(`${above}${own}\napp = FastAPI()\n`)).toBe(
      `${above}${own}${line}\napp = FastAPI()\n`,
    );
  });

  test('in a group of its own where there is none of its package', () => {
    expect(add(`${above}app = FastAPI()\n`)).toBe(
      `${above.trimEnd()}\n\n${line}\napp = FastAPI()\n`,
    );
  });

  test('below what is set up between the imports, above the variable', () => {
    const head = 'from dotenv import load_dotenv\n\nload_dotenv()\nfrom fastapi import FastAPI\n';
    const late = '\napp = FastAPI()\nfrom app.late import more\n';
    expect(add(head + late)).toBe(`${head}\n${line}${late}`);
  });

  test('below `from __future__`', () => {
    const head = '"""The API."""\nfrom __future__ import annotations\n';
    expect(add(`${head}app = make()\n`)).toBe(`${head}\n${line}app = make()\n`);
  });

  test('a relative one among the relative ones', () => {
    const own = 'from .core.config import settings\nfrom .db import Session\n';
    const relative = 'from .core.metrics import add_metrics\n';
    expect(add(`${above}${own}\napp = FastAPI()\n`, { module: '.core.metrics' })).toBe(
      `${above}from .core.config import settings\n${relative}from .db import Session\n\napp = FastAPI()\n`,
    );
  });

  test('in the order of the alphabet at the start of the text, behind one of the same module', () => {
    const own = 'from app.db import Session\nfrom app.late import x\n';
    expect(add(`${own}\napp = 1\n`)).toBe(
      `from app.core.metrics import add_metrics\n${own}\napp = 1\n`.replace(
        'from app.core.metrics import add_metrics\n',
        line,
      ),
    );
    const same = 'from app.core.metrics import other\nfrom app.db import Session\n';
    expect(add(`${same}\napp = 1\n`)).toBe(
      `from app.core.metrics import other\n${line}from app.db import Session\n\napp = 1\n`,
    );
  });

  test('behind the last of three in no order', () => {
    const own = 'from app.z import z\nfrom app.db import Session\nfrom app.a import a\n';
    expect(add(`${above}${own}\napp = 1\n`)).toBe(`${above}${own}${line}\napp = 1\n`);
  });

  test('behind a last line that is not ended, and is not ended itself', () => {
    expect(add('import os\nfrom app.api import router')).toBe(
      `import os\nfrom app.api import router\n${line.trimEnd()}`,
    );
    expect(add('import os')).toBe(`import os\n\n${line.trimEnd()}`);
  });

  test('not beside an import that shares its line', () => {
    const own = 'from app.a import x; from app.z import y\n';
    expect(add(`import os\n${own}app = 1\n`)).toBe(`import os\n\n${line}${own}app = 1\n`);
  });

  test('however spread the imports are written', () => {
    const own = 'from  app . db  import Session\nimport  app . late  # why\n';
    const whole = { module: 'app.core', name: undefined };
    expect(add(`${own}\nx = app\n`, { ...whole, above: 'x' })).toBe(
      `import app.core  # noqa: F401\n${own}\nx = app\n`,
    );
    expect(add(`${own}\nx = 1\n`, { module: 'app.db.more', above: 'x' })).toBe(
      own.replace('import  app', 'from app.db.more import add_metrics\nimport  app') + '\nx = 1\n',
    );
  });

  test('beside relative imports where those are of another package', () => {
    const own = 'from . import x\nfrom .db import Session\n';
    expect(add(`${own}\napp = 1\n`)).toBe(`${own}\n${line}\napp = 1\n`);
    expect(add(`import os, sys\n${own}\napp = 1\n`, { module: '.core' })).toBe(
      `import os, sys\nfrom . import x\nfrom .core import add_metrics\nfrom .db import Session\n\napp = 1\n`,
    );
  });

  test('with the module’s own line ends and byte order mark', () => {
    const text = '\uFEFFfrom app.api import router\r\n\r\napp = FastAPI()\r\n';
    expect(add(text)).toBe(text.replace('router\r\n', `router\r\n${line.trimEnd()}\r\n`));
  });
});

describe('what is not done', () => {
  test('nothing where the name is imported, also with others', () => {
    const text = 'from app.core.metrics import (\n    add_metrics,\n    other,\n)\napp = make()\n';
    expect(editPython(text, [operation])).toEqual({ text, spans: [] });
  });

  test('a name that stands for something else is left to a person', () => {
    expect(refusal('import os\n\n\ndef add_metrics(app):\n    pass\n\n\napp = 1\n')).toBe(
      '4: the name add_metrics already stands for something else',
    );
    expect(refusal('from other import add_metrics\n\napp = 1\n')).toBe(
      '1: the name add_metrics already stands for something else',
    );
  });

  test('nothing where a module is imported for what it does, by whatever name', () => {
    const whole = { ...operation, module: 'app.models', name: undefined };
    for (const text of ['import app.models as more\nx = 1\n', 'import os, app . models\nx = 1\n']) {
      expect(editPython(text, [whole])).toEqual({ text, spans: [] });
    }
    expect(add('import app.models_too\nx = app\n', { ...whole, above: 'x' })).toBe(
      'import app.models  # noqa: F401\nimport app.models_too\nx = app\n',
    );
  });

  test('an import of the whole module does not give the name', () => {
    const text = 'import app.core.metrics\napp = 1\n';
    expect(add(text)).toBe(`import app.core.metrics\n${line}app = 1\n`);
  });

  test.each([
    ['import add_metrics\n\napp = 1\n'],
    ['import x as add_metrics\n\napp = 1\n'],
    ['from app.core.metrics import x as add_metrics\n\napp = 1\n'],
    ['from app.core.metrics_too import add_metrics\n\napp = 1\n'],
  ])('a name that another import gives is left to a person: %j', (text) => {
    expect(refusal(text)).toBe('1: the name add_metrics already stands for something else');
  });

  test('a package whose name another import gives is left to a person', () => {
    const whole = { ...operation, module: 'app.models', name: undefined, above: 'x' };
    for (const text of ['import os as app\nx = 1\n', 'from os import app\nx = 1\n']) {
      expect(() => editPython(text, [whole])).toThrow(
        'the name app already stands for something else',
      );
    }
  });

  test('imports below the use of the variable do not count', () => {
    expect(refusal('app = 1\nimport os\n')).toBe('1: there is no import above the use of app');
  });

  test('a module without imports, or that is not valid', () => {
    expect(refusal('app = 1\n')).toBe('1: there is no import above the use of app');
    expect(refusal('import os\napp = (\n')).toContain('the module is not valid Python here');
  });
});

test('modules that lie beside each other are one group', () => {
  const siblings = ['config', 'metrics', 'utils'];
  const text =
    'import os\n\nfrom config import DEV\nfrom utils.context import (\n    session,\n)\n\napp = 1\n';
  expect(add(text, { module: 'metrics', siblings })).toBe(
    text.replace('from utils', 'from metrics import add_metrics\nfrom utils'),
  );
  expect(add(text, { module: 'zeta', siblings })).toBe(
    text.replace(')\n\napp', ')\nfrom zeta import add_metrics\n\napp'),
  );
});
