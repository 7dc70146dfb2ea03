import { renderTemplate } from '../../assets/template.js';
import type { NewFile } from '../../edit/edit.js';
import type { Extension } from '../../extension/model.js';
import type { Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { watched, type Watched } from './watched.js';

const DIRECTORY = 'deploy/monitoring';
const CONFIGURATION = /(^|\/)prometheus[\w.-]*\.ya?ml$/;

/** Metrics that nobody collects, and of which nobody is told, help nobody. */
export const monitoringStack: Rule = {
  meta: {
    id: 'monitoring-stack',
    aspect: 'monitoring',
    severity: 'info',
    fix: 'safe',
    title: 'Prometheus knows what to watch and when to raise an alarm',
    failureTitle: 'Nothing collects the metrics of the API',
    why: 'Metrics help once they are collected, drawn and raise an alarm.',
  },

  check(extension) {
    const { apis } = watched(extension);
    if (apis.length === 0) {
      return { status: 'not-applicable', reason: 'no deployed API has metrics' };
    }
    if (isConfigured(extension)) return { status: 'pass' };
    return verdict(
      apis.map(({ app, service, port, metricsPath }) => ({
        file: app.file,
        ...app.position,
        message: `No Prometheus configuration of the repository asks ${service}:${port}${metricsPath}.`,
      })),
    );
  },

  fix(extension) {
    const found = watched(extension);
    if (found.apis.length === 0 || isConfigured(extension)) return [];
    // Its networks have other names there.
    const isOnPlatform = found.networks.some(({ fallback }) => fallback.startsWith('platform_'));
    const without = isOnPlatform ? ' (without the Platform: as DEPLOYMENT.md says)' : '';
    return [
      {
        summary: `add ${DIRECTORY}/`,
        edits: files(extension, found),
        nextSteps: [
          `Start Prometheus and Grafana beside the extension with "docker compose -f ${DIRECTORY}/compose.monitoring.yml up --detach"${without}, and say in ${DIRECTORY}/prometheus.yml where alarms go.`,
        ],
      },
    ];
  },
};

/** Any configuration that a person wrote is enough; it may be made for another name. */
function isConfigured({ files: all }: Extension): boolean {
  return [...all.values()].some(
    ({ path, text }) => CONFIGURATION.test(path) && /^scrape_configs:/m.test(text),
  );
}

function files(extension: Extension, found: Watched): NewFile[] {
  const { name } = extension.manifest;
  const data = { ...found, name, probeJob: `${name}_probes` };
  const create = (file: string, template = file, more: object = {}): NewFile => ({
    kind: 'create',
    file: `${DIRECTORY}/${file}`,
    text: renderTemplate(`${DIRECTORY}/${template}`, { ...data, ...more }),
  });
  return [
    create('prometheus.yml'),
    create('alerts.yml'),
    ...(found.probes.length > 0 ? [create('blackbox.yml')] : []),
    create('compose.monitoring.yml'),
    create('grafana/datasource.yml'),
    create('grafana/provider.yml'),
    ...found.apis.map((api) =>
      create(`grafana/${api.job}.json`, 'grafana/dashboard.json', { api }),
    ),
  ];
}
