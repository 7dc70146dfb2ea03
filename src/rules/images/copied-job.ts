import { parseImage } from '../../extension/image-reference.js';
import type { Extension } from '../../extension/model.js';
import { asText, isRecord } from '../../extension/records.js';
import type { Data } from '../../extension/records.js';
import type { WorkflowJob, WorkflowStep } from '../../extension/workflows/model.js';
import { jobScope, resolve } from '../../extension/pushes/expressions.js';
import type { OwnImage } from './own-images.js';
import type { PublishedImage } from './published-images.js';
import type { PublishingJob } from './publishing-job.js';

/** The model's job for the other image, as it will be read. */
export function copyOf(
  extension: Extension,
  model: PublishingJob,
  id: string,
  adapt: (text: string) => string,
  inputs: Readonly<Record<string, string | undefined>>,
  { image, published }: { readonly image: OwnImage; readonly published: PublishedImage },
): PublishingJob {
  const scope = jobScope(extension, model.workflow, model.job, {}, {});
  const [build] = model.builds;
  const adapted = adaptValue(model.job.definition, adapt) as Data;
  const steps = model.job.steps.map((step): WorkflowStep => {
    let own: Data = adaptValue(step.with, adapt) as Data;
    if (step.uses?.action === 'docker/metadata-action') {
      const images = asText(own.images) ?? '';
      const isRight = parseImage(resolve(images, scope).trim()).repository === published.repository;
      if (!isRight) own = { ...own, images: published.repository };
    }
    if (step === build?.step) {
      const given = Object.entries({ ...own, ...inputs });
      own = Object.fromEntries(given.filter(([, value]) => value !== undefined));
    }
    const definition = { ...(adaptValue(step.definition, adapt) as Data) };
    const withInputs = step.definition.with === undefined ? {} : { with: own };
    return { ...step, definition: { ...definition, ...withInputs }, with: own };
  });
  const definition = { ...adapted, steps: steps.map((step) => step.definition) };
  const job: WorkflowJob = { ...model.job, id, definition, steps };
  const step = steps.find(({ index }) => index === build?.step.index) ?? steps[0];
  return { workflow: model.workflow, job, builds: step === undefined ? [] : [{ image, step }] };
}

/** Every text of a value adapted, but for the actions it uses and the jobs it waits for. */
function adaptValue(value: unknown, adapt: (text: string) => string): unknown {
  if (typeof value === 'string') return adapt(value);
  if (Array.isArray(value)) return value.map((item: unknown) => adaptValue(item, adapt));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      key === 'uses' || key === 'needs' || key === 'run' ? child : adaptValue(child, adapt),
    ]),
  );
}
