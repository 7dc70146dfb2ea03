import { argument, argumentsOf } from '../../edit/python/calls.js';
import { stringValue } from '../../edit/python/strings.js';
import { children, type SyntaxNode } from '../../edit/python/nodes.js';
import { callsIn } from '../../extension/database/calls.js';
import { modulesOf } from '../../extension/database/modules.js';
import type { PythonSource } from '../../extension/environment/python-source.js';
import type { ApiApp, Extension } from '../../extension/model.js';

/** What the metrics of an application's requests are called. */
export interface MetricNames {
  /** A counter of requests, with its label for the status. */
  readonly requests: string;
  readonly status: string;
  /** A histogram of the time they took, and its label for the route. */
  readonly duration: string | undefined;
  readonly route: string | undefined;
}

/** The default names of libraries (their READMEs). */
const LIBRARIES: readonly (readonly [RegExp, MetricNames])[] = [
  [
    /\bprometheus_fastapi_instrumentator\b/,
    {
      requests: 'http_requests_total',
      status: 'status',
      duration: 'http_request_duration_seconds',
      route: 'handler',
    },
  ],
  [
    /\bstarlette_exporter\b/,
    {
      requests: 'starlette_requests_total',
      status: 'status_code',
      duration: 'starlette_request_duration_seconds',
      route: 'path',
    },
  ],
  [
    /\bstarlette_prometheus\b/,
    {
      requests: 'starlette_responses_total',
      status: 'status_code',
      duration: 'starlette_requests_processing_time_seconds',
      route: 'path_template',
    },
  ],
];
const COUNTER = /^prometheus_client\.(metrics\.)?Counter$/;
const HISTOGRAM = /^prometheus_client\.(metrics\.)?Histogram$/;
const STATUS = /^(http_)?(status|status_code|code)$/;
const ROUTE = /route|path|handler|endpoint|template/;

/** The names of an application's own metrics, else of the library it uses; undefined where neither tells. */
export function metricNames(extension: Extension, app: ApiApp): MetricNames | undefined {
  const modules = modulesOf(extension.files, app.dir);
  const metrics = modules.matching(/\bprometheus_client\b/).flatMap(metricsIn);
  const counter = metrics.find(
    ({ kind, name, labels }) =>
      kind === 'counter' && /(requests|responses)(_total)?$/.test(name) && labels.some(isStatus),
  );
  if (counter === undefined) {
    return LIBRARIES.find(([library]) => modules.matching(library).length > 0)?.[1];
  }
  const timing = metrics.find(
    ({ kind, name }) => kind === 'histogram' && /request.*(duration|latency|time)/.test(name),
  );
  return {
    requests: counter.name.replace(/(_total)?$/, '_total'),
    status: counter.labels.find(isStatus) ?? 'status',
    duration: timing?.name,
    route: timing?.labels.find((label) => ROUTE.test(label)),
  };
}

function isStatus(label: string): boolean {
  return STATUS.test(label);
}

interface Metric {
  readonly kind: 'counter' | 'histogram';
  readonly name: string;
  readonly labels: readonly string[];
}

/** The metrics that a module makes with the client (prometheus-client, "Labels"). */
function metricsIn(source: PythonSource): Metric[] {
  return callsIn(source).flatMap(({ node, callee }): Metric[] => {
    const kind = COUNTER.test(callee)
      ? 'counter'
      : HISTOGRAM.test(callee)
        ? 'histogram'
        : undefined;
    if (kind === undefined) return [];
    const args = argumentsOf(node, source.text);
    const name = argument(args, 0, 'name');
    const text = name && stringValue(name, source.text);
    const labels = argument(args, 2, 'labelnames');
    return text === undefined ? [] : [{ kind, name: text, labels: stringsIn(labels, source) }];
  });
}

function stringsIn(list: SyntaxNode | undefined, { text }: PythonSource): string[] {
  return list === undefined ? [] : children(list).flatMap((each) => stringValue(each, text) ?? []);
}
