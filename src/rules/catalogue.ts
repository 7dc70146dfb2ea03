import { workflowPublishImages } from './ci-cd/workflow-publish-images.js';
import { stagingEnvironment } from './ci-cd/staging-environment.js';
import { dependabotActions } from './ci-cd/dependabot-actions.js';
import { workflowPermissions } from './ci-cd/workflow-permissions.js';
import { workflowPinnedActions } from './ci-cd/workflow-pinned-actions.js';
import { composeCapDrop } from './compose/compose-cap-drop.js';
import { composeDependsOnHealthy } from './compose/compose-depends-on-healthy.js';
import { composeHealthcheck } from './compose/compose-healthcheck.js';
import { composeImageTag } from './compose/compose-image-tag.js';
import { composeLogging } from './compose/compose-logging.js';
import { composeNoVersion } from './compose/compose-no-version.js';
import { composeResourceLimits } from './compose/compose-resource-limits.js';
import { composeRestart } from './compose/compose-restart.js';
import { imageMultiStage } from './docker-images/image-multi-stage.js';
import { dockerignore } from './docker-images/dockerignore.js';
import { imageNonRoot } from './docker-images/image-non-root.js';
import { imagePinnedManager } from './docker-images/image-pinned-manager.js';
import { imagePort } from './docker-images/image-port.js';
import { imageRunnable } from './docker-images/image-runnable.js';
import { imagePinnedBase } from './docker-images/image-pinned-base.js';
import { noSourceMaps } from './docker-images/no-source-maps.js';
import { composeSecurityOpts } from './compose/compose-security-opts.js';
import { composeValid } from './compose/compose-valid.js';
import { alembicApplied } from './migrations/alembic-applied.js';
import { alembicBaseline } from './migrations/alembic-baseline.js';
import { alembicShipped } from './migrations/alembic-shipped.js';
import { alembicSingleHead } from './migrations/alembic-single-head.js';
import { schemaByMigrations } from './migrations/schema-by-migrations.js';
import { alembicCi } from './migrations/alembic-ci.js';
import { alembicConfigured } from './migrations/alembic-configured.js';
import { docsDeployment } from './docs/docs-deployment.js';
import { envTemplate } from './docs/env-template.js';
import { envTracked } from './docs/env-tracked.js';
import { envWired } from './docs/env-wired.js';
import { standaloneStack } from './independence/standalone-stack.js';
import { imagePublishing } from './independence/image-publishing.js';
import { workflowValidate } from './ci-cd/workflow-validate.js';
import { healthEndpoint } from './monitoring/health-endpoint.js';
import { healthVersion } from './monitoring/health-version.js';
import { metricsEndpoint } from './monitoring/metrics-endpoint.js';
import { monitoringStack } from './monitoring/monitoring-stack.js';
import { readyEndpoint } from './monitoring/ready-endpoint.js';
import { structuredLogging } from './monitoring/structured-logging.js';
import { platformFlag } from './platform/platform-flag.js';
import { platformLayout } from './platform/platform-layout.js';
import { platformManifest } from './platform/platform-manifest.js';
import { webBase } from './platform/web-base.js';
import { platformPorts } from './platform/platform-ports.js';
import { secretsFromFiles } from './secrets/secrets-from-files.js';
import { secretsIgnored } from './secrets/secrets-ignored.js';
import { secretsNoLiterals } from './secrets/secrets-no-literals.js';
import { workflowRelease } from './release/workflow-release.js';
import type { Rule } from './rule.js';

/**
 * Every rule, in the order their fixes are applied: the endpoint before the probe that asks it, and
 * the keys of a service in the order a person would write them.
 */
export const catalogue: readonly Rule[] = [
  composeValid,
  composeNoVersion,
  platformManifest,
  platformLayout,
  platformPorts,
  platformFlag,
  webBase,
  healthEndpoint,
  healthVersion,
  readyEndpoint,
  metricsEndpoint,
  structuredLogging,
  alembicConfigured,
  alembicBaseline,
  alembicSingleHead,
  alembicShipped,
  imagePinnedBase,
  imagePinnedManager,
  imageMultiStage,
  imageRunnable,
  imagePort,
  imageNonRoot,
  dockerignore,
  noSourceMaps,
  composeImageTag,
  composeRestart,
  composeHealthcheck,
  composeDependsOnHealthy,
  composeResourceLimits,
  composeLogging,
  composeSecurityOpts,
  composeCapDrop,
  // What is no longer written into an image has to be passed on.
  secretsNoLiterals,
  envWired,
  // Also the secrets that have only now been passed on.
  secretsFromFiles,
  // Copies what the others made of the API's service.
  alembicApplied,
  // Copies what the others made of the whole deployment.
  standaloneStack,
  stagingEnvironment,
  // Watches what runs at the end: also a client that has only now got a server.
  monitoringStack,
  workflowRelease,
  workflowPublishImages,
  imagePublishing,
  // Checks every deployment that there is by now.
  workflowValidate,
  // A job of that workflow.
  alembicCi,
  workflowPermissions,
  workflowPinnedActions,
  dependabotActions,
  // Last, for they list what all the others have brought.
  envTemplate,
  envTracked,
  secretsIgnored,
  // Only once migrations are applied.
  schemaByMigrations,
  // Describes what all the others have made.
  docsDeployment,
];
