import { platformPorts } from '../../../src/rules/platform/platform-ports.js';
import { testRule } from '../tester.js';

const compose = (text: string): Readonly<Record<string, string>> => ({
  'compose.override.prod.yml': text,
});
const path = 'compose.override.prod.yml';

testRule(platformPorts, {
  valid: [
    {
      name: 'every syntax there is, and none',
      files: compose(`services:
  api_rally: { image: a, ports: ["127.0.0.1:8003:8003/tcp"] }
  web_rally: { image: b, ports: [{ target: 3003, published: "3003" }] }
  worker: { image: c, ports: ["9000-9002:9000-9002", 9100, "\${PORT}:80", "[::1]:9103:9103"] }
  beat: { image: d }
`),
    },
    {
      name: 'a variable with the right default',
      files: compose('services:\n  api_rally: { image: a, ports: ["${PORT:-8003}:8003"] }\n'),
    },
    {
      name: "the Platform's port on a service of the Platform, and outside of overrides",
      files: {
        'compose.override.yml':
          'services:\n  db_pg: { ports: ["5432:5432"] }\n  api_rally: { build: a }\n',
        'deploy/compose.prod.yml': 'services:\n  db: { image: postgres, ports: ["5432:5432"] }\n',
      },
    },
    {
      name: 'services of other profiles, of which one is started instead of the other',
      files: compose(`services:
  api_rally: { image: a, ports: ["8003:8003"] }
  gpu: { image: b, ports: ["8003:8003"], profiles: [gpu] }
  cpu: { image: b, ports: ["8003:8003"], profiles: [cpu] }
`),
    },
    {
      name: 'one host port on two addresses, or for two protocols',
      files: compose(`services:
  a: { image: a, ports: ["127.0.0.1:9000:1", "9001:1/udp", "5432:9/udp"] }
  b: { image: b, ports: ["127.0.0.2:9000:1", "9001:1/tcp"] }
`),
    },
    {
      name: 'a debug server in the code, and several APIs of which none is the main one',
      files: {
        ...compose(
          'services:\n  api_a: { image: a, ports: ["1:1"] }\n  api_b: { image: b, ports: ["2:2"] }\n',
        ),
        'api-rally/app/main.py': 'if __name__ == "__main__":\n    uvicorn.run(app, port=8082)\n',
      },
    },
    {
      name: 'a development server of a stack that the Platform does not know',
      files: {
        'compose.dev.yml': 'services:\n  api_rally:\n    image: a\n    ports:\n      - 9000:9000\n',
      },
    },
  ],
  invalid: [
    {
      name: 'another container port than the manifest says',
      files: compose('services:\n  api_rally:\n    image: a\n    ports:\n      - 8003:8000\n'),
      findings: [
        `${path}:5:9 api_rally publishes the container port 8000, but manifest.json says 8003.`,
      ],
    },
    {
      name: 'ports of the Platform',
      files: compose(
        'services:\n  worker: { image: a, ports: ["3000:1", { published: 5432, target: 2 }, "8001-8002:8001-8002"] }\n',
      ),
      findings: [
        `${path}:2:31 worker publishes the host port 3000, which is web_nei's in the Platform.`,
        `${path}:2:41 worker publishes the host port 5432, which is db_pg's in the Platform.`,
        `${path}:2:73 worker publishes the host port 8002, which is api_family's in the Platform.`,
      ],
    },
    {
      name: 'two services of one profile on one port',
      files: compose(`services:
  api_rally: { image: a, ports: ["9000:8003"], profiles: [all, one] }
  worker: { image: b, ports: ["9000:1"], profiles: [all] }
`),
      findings: [`${path}:3:31 worker publishes the host port 9000, as api_rally does.`],
    },
    {
      name: 'two services on one port',
      files: compose(
        'services:\n  a: { image: a, ports: ["9000:1"] }\n  b: { image: b, ports: ["127.0.0.1:9000:1"] }\n',
      ),
      findings: [`${path}:3:26 b publishes the host port 9000, as a does.`],
    },
    {
      name: 'two services of other profiles never run at once; those of one do',
      files: compose(
        'services:\n  a: { image: a, profiles: [x], ports: ["9000:1"] }\n  b: { image: b, profiles: [y], ports: ["9000:1"] }\n  c: { image: c, profiles: [y, z], ports: ["9000:1"] }\n',
      ),
      findings: [`${path}:4:44 c publishes the host port 9000, as b does.`],
    },
  ],
  notApplicable: [{ name: 'no service', files: {} }],
});
