import { TOPICS } from '../../../src/rules/docs/deployment/topics.js';

/** Headings as they are compared: in lower case, without accents and numbers. */
const about: Readonly<Record<string, readonly string[]>> = {
  environment: [
    ...[
      'environment variables',
      'configuration',
      'required variables:',
      'secrets',
      'backend configuration',
    ],
    ...['variaveis de ambiente', 'configuracao', 'segredos', 'connection settings', '.env'],
  ],
  standalone: [
    ...[
      'deployment',
      'deploy',
      'deploying',
      'production deployment',
      'docker deployment',
      'deployment guide',
    ],
    ...[
      'deploy with docker compose',
      'running in production',
      'self-hosting',
      'standalone',
      'installation',
    ],
    ...[
      'implantacao',
      'instalacao',
      'deploy to production',
      'without the platform',
      'sem a plataforma',
    ],
  ],
  platform: ['with the platform', 'running with the platform', 'na plataforma', 'as a submodule'],
  migrations: [
    'migrations',
    'database migrations',
    'migracoes',
    'running alembic',
    'migrating the database',
  ],
  staging: ['staging', 'the staging stack', 'homologacao', 'pre-production'],
  upgrade: [
    'upgrading',
    'update',
    'updating to a new version',
    'atualizar',
    'actualizacoes',
    'release checklist',
  ],
  monitoring: [
    'monitoring and alerting',
    'health checks',
    'logs',
    'logging',
    'monitorizacao',
    'metricas',
  ],
  rollback: ['rollback', 'rolling back', 'roll-back procedure', 'reversao', 'reverting a release'],
  'disaster-recovery': [
    ...[
      'disaster recovery',
      'backups',
      'back up and restore',
      'restoring from a backup',
      'database backup',
    ],
    ...['copias de seguranca', 'copia de seguranca', 'recuperacao de desastres', 'recovery'],
  ],
  troubleshooting: [
    'troubleshooting',
    'trouble-shooting',
    'common issues',
    'faq',
    'resolucao de problemas',
  ],
};

/** What documents of real projects also speak of. */
const aboutNothing = [
  ...[
    'test environment',
    'development environment',
    'typescript configuration',
    'expanding the eslint configuration',
  ],
  ...[
    'production considerations',
    'production build',
    'deployment notes',
    'platform-specific problems',
  ],
  ...[
    'code review checklist',
    'login',
    'technology stack',
    'overview',
    'architecture',
    'license',
    'api',
  ],
  ...[
    'environmental impact',
    'catalogue',
    'dialogs',
    'blog',
    'unsupported versions',
    'controllers',
  ],
];

describe.each(TOPICS)('a section on $name', ({ name, title, headings }) => {
  test.each([...(about[name] ?? []), title.toLowerCase()])(
    'is one that is headed "%s"',
    (heading) => {
      expect(heading).toMatch(headings);
    },
  );

  test.each(aboutNothing)('is none that is headed "%s"', (heading) => {
    expect(heading).not.toMatch(headings);
  });
});

test('every topic has headings that are about it', () => {
  expect(Object.keys(about).sort()).toEqual(TOPICS.map(({ name }) => name).sort());
});
