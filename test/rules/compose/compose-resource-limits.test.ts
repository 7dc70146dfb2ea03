import { composeResourceLimits } from '../../../src/rules/compose/compose-resource-limits.js';
import { testRule } from '../tester.js';

testRule(composeResourceLimits, {
  valid: [
    {
      name: 'limits without reservations, and the older keys',
      files: {
        'compose.prod.yml': `services:
  api_rally:
    image: a
    deploy: { resources: { limits: { cpus: "2", memory: 1G } } }
  web_rally: { image: b, cpus: 0.5, mem_limit: 128m }
`,
      },
    },
    {
      name: "a third party's images have their own needs",
      files: {
        'compose.prod.yml':
          'services:\n  api_rally: { image: a, cpus: 1, mem_limit: 1g }\n  db: { image: postgres }\n',
      },
    },
  ],
  invalid: [
    {
      name: 'an API and a web client get different values',
      files: {
        'compose.prod.yml': `services:
  api_rally:
    image: ghcr.io/x/api-rally
  web_rally:
    image: ghcr.io/x/web-rally
  redis:
    image: redis:7
`,
      },
      findings: [
        'compose.prod.yml:2:3 api_rally has no CPU and no memory limit.',
        'compose.prod.yml:4:3 web_rally has no CPU and no memory limit.',
      ],
      after: {
        'compose.prod.yml': `services:
  api_rally:
    image: ghcr.io/x/api-rally
    deploy:
      resources:
        limits:
          cpus: "1.0"
          memory: 512M
        reservations:
          cpus: "0.5"
          memory: 256M
  web_rally:
    image: ghcr.io/x/web-rally
    deploy:
      resources:
        limits:
          cpus: "0.5"
          memory: 256M
        reservations:
          cpus: "0.25"
          memory: 128M
  redis:
    image: redis:7
`,
      },
    },
    {
      name: 'a reservation never exceeds the limit that is there, and a variable is not compared',
      files: {
        'compose.prod.yml': `services:
  api_rally:
    image: a
    deploy:
      replicas: 2
      resources:
        limits:
          memory: 128m # enough
  web_rally:
    image: b
    deploy:
      resources:
        limits:
          cpus: \${CPUS}
`,
      },
      findings: [
        'compose.prod.yml:7:9 api_rally has no CPU limit.',
        'compose.prod.yml:13:9 web_rally has no memory limit.',
      ],
      after: {
        'compose.prod.yml': `services:
  api_rally:
    image: a
    deploy:
      replicas: 2
      resources:
        limits:
          memory: 128m # enough
          cpus: "1.0"
        reservations:
          cpus: "0.5"
  web_rally:
    image: b
    deploy:
      resources:
        limits:
          cpus: \${CPUS}
          memory: 256M
        reservations:
          memory: 128M
`,
      },
    },
    {
      name: 'the unit is written as the one beside it',
      files: {
        'compose.prod.yml': `services:
  api_rally:
    image: ghcr.io/x/api-rally
    deploy:
      resources:
        limits:
          memory: 768m
`,
      },
      findings: ['compose.prod.yml:6:9 api_rally has no CPU limit.'],
      after: {
        'compose.prod.yml': `services:
  api_rally:
    image: ghcr.io/x/api-rally
    deploy:
      resources:
        limits:
          memory: 768m
          cpus: "1.0"
        reservations:
          cpus: "0.5"
          memory: 256m
`,
      },
    },
    {
      name: 'the older keys are completed with older keys',
      files: { 'compose.prod.yml': 'services:\n  api_rally:\n    image: a\n    mem_limit: 1g\n' },
      findings: ['compose.prod.yml:2:3 api_rally has no CPU limit.'],
      after: {
        'compose.prod.yml':
          'services:\n  api_rally:\n    image: a\n    mem_limit: 1g\n    cpus: "1.0"\n',
      },
    },
    {
      name: 'what loads models or computes on a GPU is left to a person, who may have said it',
      files: {
        'ranker/pyproject.toml': '[project]\ndependencies = [\n    "torch>=2.7",\n]\n',
        'ranker/models/copied/requirements.txt': 'torch\n',
        'ranker/Dockerfile': 'FROM python:3.12-slim\nCMD ["uvicorn", "app:app"]\n',
        'compose.prod.yml': `services:
  api_rally: { build: ranker }
  worker: { build: ranker, command: celery worker }
  tagger:
    build: tagger
    deploy: { resources: { reservations: { devices: [{ capabilities: [gpu] }] } } }
`,
      },
      options: {
        serviceLimits: {
          worker: { cpus: '4', memory: '8G', reservedCpus: '1', reservedMemory: '4G' },
        },
      },
      findings: [
        'compose.prod.yml:2:3 api_rally has no CPU and no memory limit: it loads torch (ranker/pyproject.toml), so only you know what to write.',
        'compose.prod.yml:3:3 worker has no CPU and no memory limit: it loads torch (ranker/pyproject.toml), so only you know what to write.',
        'compose.prod.yml:6:15 tagger has no CPU and no memory limit: it computes on a GPU, so only you know what to write.',
      ],
      after: {
        'compose.prod.yml': `services:
  api_rally: { build: ranker }
  worker: { build: ranker, command: celery worker, deploy: { resources: { limits: { cpus: "4", memory: 8G }, reservations: { cpus: "1", memory: 4G } } } }
  tagger:
    build: tagger
    deploy: { resources: { reservations: { devices: [{ capabilities: [gpu] }] } } }
`,
      },
      remaining: [
        'compose.prod.yml:2:3 api_rally has no CPU and no memory limit: it loads torch (ranker/pyproject.toml), so only you know what to write.',
        'compose.prod.yml:6:15 tagger has no CPU and no memory limit: it computes on a GPU, so only you know what to write.',
      ],
    },
    {
      name: 'no limit below what is reserved',
      files: {
        'compose.prod.yml': `services:
  api_rally:
    image: a
    deploy: { resources: { limits: { cpus: "1" }, reservations: { memory: 2G } } }
`,
      },
      findings: ['compose.prod.yml:4:28 api_rally has no memory limit.'],
    },
    {
      name: 'values a person chose',
      files: { 'compose.prod.yml': 'services:\n  api_rally:\n    image: a\n' },
      options: {
        apiLimits: { cpus: '2.0', memory: '1G', reservedCpus: '1.0', reservedMemory: '2G' },
      },
      findings: ['compose.prod.yml:2:3 api_rally has no CPU and no memory limit.'],
      after: {
        'compose.prod.yml': `services:
  api_rally:
    image: a
    deploy:
      resources:
        limits:
          cpus: "2.0"
          memory: 1G
        reservations:
          cpus: "1.0"
`,
      },
    },
  ],
  notApplicable: [
    {
      name: 'only images of third parties',
      files: { 'compose.prod.yml': 'services:\n  db: { image: postgres }\n' },
    },
  ],
});
