import { renderTemplate } from '../../assets/template.js';
import type { FileEdit } from '../../edit/edit.js';
import type { ComposeFile, Extension } from '../../extension/model.js';
import { stagingCommand } from '../docs/deployment/compose-commands.js';
import { deployWorkflow } from '../docs/deployment/repository-facts.js';
import { standaloneStack } from '../independence/standalone/complete.js';
import { projectName } from '../independence/standalone/project-name.js';
import { sourceOf } from '../independence/standalone/source.js';
import { STACK } from '../independence/standalone/stack-files.js';
import { STAGING_SECRETS } from '../secrets/directories.js';
import { REGISTRY } from '../images/named-image.js';
import type { Change, Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { secretsIn, sharedSecrets, stagingFile, stagingWorkflow } from './staging/staging.js';

const OVERLAY = 'deploy/compose.staging.yml';
const WORKFLOW = '.github/workflows/deploy.yml';
const SCRIPT = 'deploy/deploy.sh';

/** What was never rehearsed is rehearsed in production. */
export const stagingEnvironment: Rule = {
  meta: {
    id: 'staging-environment',
    aspect: 'ci-cd',
    severity: 'warning',
    fix: 'safe',
    title: 'A release is deployed to staging before production',
    failureTitle: 'Nothing rehearses a release before production',
    why: 'A migration or a setting that fails is otherwise found by the users.',
  },

  check(extension) {
    const deployed = standaloneStack(extension) ?? sourceOf(extension)?.file;
    if (deployed === undefined) {
      const reason = 'no production compose file runs an API or a web client';
      return { status: 'not-applicable', reason };
    }
    const staging = stagingFile(extension);
    const isDeployed = stagingWorkflow(extension) !== undefined;
    return verdict([
      // The same files may be deployed with other variables.
      ...(staging === undefined && !isDeployed ? [noStack(deployed)] : []),
      ...(staging === undefined ? [] : shared(extension, staging)),
      ...(isDeployed ? [] : [noWorkflow(extension, staging, deployed)]),
    ]);
  },

  fix(extension) {
    const stack = extension.composeFiles.find(({ path }) => path === STACK);
    if (stack === undefined || standaloneStack(extension) !== stack) return [];
    return [
      ...overlay(extension, stack),
      ...(stagingWorkflow(extension) === undefined ? workflow(extension) : []),
    ];
  },
};

function noStack({ path }: ComposeFile): Finding {
  const message =
    'No compose file runs this deployment for staging: a release is tried in production.';
  return { file: path, line: 1, column: 1, message };
}

function shared(extension: Extension, file: ComposeFile): Finding[] {
  return sharedSecrets(extension, file).map((name) => {
    const message = `Staging reads the secret ${name} of production: give it a file of its own under "secrets".`;
    return { file: file.path, ...file.locate(['secrets', name]), message };
  });
}

function noWorkflow(
  extension: Extension,
  staging: ComposeFile | undefined,
  deployed: ComposeFile,
): Finding {
  const what = 'No workflow deploys to staging, and from there to production';
  const { path: present } = deployWorkflow(extension) ?? {};
  const message =
    staging === undefined || present === undefined
      ? `${what}.`
      : `${what}: add a job to ${present}, in an environment called staging, that runs "${stagingCommand(extension, staging).text} up --detach", and have the one for production need it.`;
  return { file: (staging ?? deployed).path, line: 1, column: 1, message };
}

/** The overlay, new or completed. */
function overlay(extension: Extension, stack: ComposeFile): Change[] {
  const present = stagingFile(extension);
  if (present === undefined) {
    if (extension.paths.has(OVERLAY)) return [];
    const data = {
      project: projectName(extension.manifest.name),
      secrets: [...secretsIn(stack).keys()],
      directory: STAGING_SECRETS,
    };
    const text = renderTemplate(OVERLAY, data);
    return [{ summary: 'add a staging stack', edits: [{ kind: 'create', file: OVERLAY, text }] }];
  }
  const names = present.path === OVERLAY ? sharedSecrets(extension, present) : [];
  if (names.length === 0) return [];
  const edit: FileEdit = {
    kind: 'yaml',
    file: OVERLAY,
    operations: names.map((name) => ({
      op: 'ensure',
      route: ['secrets', name, 'file'],
      value: `${STAGING_SECRETS}/${name}`,
    })),
  };
  return [{ summary: 'give staging secrets of its own', edits: [edit] }];
}

/** Only with the script that it runs. */
function workflow(extension: Extension): Change[] {
  if (!extension.paths.has(SCRIPT) || extension.paths.has(WORKFLOW)) return [];
  const text = renderTemplate(WORKFLOW, {
    project: projectName(extension.manifest.name),
    registry: REGISTRY,
    stages: [
      { name: 'staging', flag: '--staging ', needs: undefined },
      { name: 'production', flag: '', needs: 'staging' },
    ],
  });
  return [{ summary: 'deploy from a workflow', edits: [{ kind: 'create', file: WORKFLOW, text }] }];
}
