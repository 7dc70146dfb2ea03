import { healthVersion } from '../../../src/rules/monitoring/health-version.js';
import { healthyApp, plainApp } from '../sample.js';
import { testRule } from '../tester.js';

const telling = (version: string): string =>
  healthyApp.replace('"status": "ok"', `"status": "ok", "version": ${version}`);
const path = 'api-rally/app/main.py';

testRule(healthVersion, {
  valid: [
    { name: 'the version of the manifest', files: { [path]: telling('"1.2.0"') } },
    { name: 'the version of the manifest behind a v', files: { [path]: telling("'v1.2.0'") } },
  ],
  invalid: [
    {
      name: 'the version of an earlier release',
      files: { [path]: telling('"1.1.0"') },
      findings: [`${path}:8:40 GET /health tells version 1.1.0, and manifest.json has 1.2.0.`],
      after: { [path]: telling('"1.2.0"') },
    },
    {
      name: 'behind a v, in a router of another module that begins with a byte order mark',
      files: {
        [path]:
          'from fastapi import FastAPI\nfrom app.status import router\n\napp = FastAPI()\napp.include_router(router, prefix="/api")\n',
        'api-rally/app/status.py':
          '\uFEFFfrom fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n@router.get("/health")\ndef check():\n    return {"app": {"version": \'v0.9\'}}\n',
      },
      findings: [
        'api-rally/app/status.py:8:32 GET /api/health tells version v0.9, and manifest.json has 1.2.0.',
      ],
      after: {
        'api-rally/app/status.py':
          '\uFEFFfrom fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n@router.get("/health")\ndef check():\n    return {"app": {"version": \'v1.2.0\'}}\n',
      },
    },
  ],
  notApplicable: [
    { name: 'no health endpoint', files: { [path]: plainApp } },
    { name: 'one that tells no version', files: { [path]: healthyApp } },
    { name: 'one that looks its version up', files: { [path]: telling('app.version') } },
    { name: 'a version of something else', files: { [path]: telling('"latest"') } },
    {
      name: 'the version of another function',
      files: { [path]: `${healthyApp}\n\ndef info():\n    return {"version": "1.1.0"}\n` },
    },
    {
      name: 'a manifest without a version',
      files: { [path]: telling('"1.1.0"'), 'manifest.json': '{ "name": "rally" }\n' },
      reason: 'no health endpoint has a version written into it',
    },
  ],
});
