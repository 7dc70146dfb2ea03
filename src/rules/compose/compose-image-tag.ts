import type { Extension } from '../../extension/model.js';
import { asText, get } from '../../extension/records.js';
import { parseImage } from '../../extension/image-reference.js';
import { ownRepositories } from '../docker-images/own-repositories.js';
import { grouped } from '../grouped.js';
import type { Finding, Rule } from '../rule.js';
import { findingIn, hardenedServices, routeIn, verdictOn } from './hardened-services.js';
import type { HardenedService } from './hardened-services.js';
import { isChosenByVariable, tagVariable, withTagVariable } from './image-tags.js';

/** A release that turns out to be bad is taken back by setting one variable. */
export const composeImageTag: Rule = {
  meta: {
    id: 'compose-image-tag',
    aspect: 'compose',
    severity: 'warning',
    fix: 'safe',
    title: "A variable says which version of the extension's images runs",
    failureTitle: 'Which version of an image runs is written into the compose file',
    why: 'To go back to the last good release, or to try another, somebody has to edit the compose file on the server.',
  },

  check(extension) {
    const targets = ownImages(extension);
    const variable = usualVariable(targets);
    const places = grouped(fixedImages(targets), (target) =>
      JSON.stringify(findingIn(target, ['image'], imageText(target))),
    );
    const findings = [...places.values()].flatMap((sharers) => toFinding(sharers, variable));
    return verdictOn(targets, findings);
  },

  fix(extension) {
    const targets = ownImages(extension);
    const variable = usualVariable(targets);
    return fixedImages(targets).map((target) => {
      const value = withTagVariable(imageText(target), variable);
      return {
        summary: `let \${${variable}} choose the version of ${target.service.name}`,
        edits: [
          {
            kind: 'yaml',
            file: target.file.path,
            operations: [{ op: writtenIn(target), route: routeIn(target, 'image'), value }],
          },
        ],
      };
    });
  },
};

/** Of the services that have their image from one place: an anchor's, or their own. */
function toFinding(sharers: readonly HardenedService[], variable: string): Finding[] {
  const [first] = sharers;
  if (first === undefined) return [];
  const image = imageText(first);
  const names = sharers.map(({ service }) => service.name).join(' and ');
  const verb = sharers.length === 1 ? 'always runs' : 'always run';
  const message = `${names} ${verb} ${image}: a rollback takes an edit of this file. Write ${withTagVariable(image, variable)}.`;
  return [findingIn(first, ['image'], message)];
}

/** Services with an image of the extension's own that has a name. */
function ownImages(extension: Extension): HardenedService[] {
  const own = ownRepositories(extension);
  const targets = hardenedServices(extension).filter(
    (target) => own.runs(target) && imageText(target) !== '',
  );
  const parts = targets.filter(({ service: { role } }) => role === 'api' || role === 'web');
  const repositories = new Set(parts.map((part) => parseImage(imageText(part)).repository));
  const { version } = extension.manifest;
  return targets.filter((target) => {
    const { repository, tag } = parseImage(imageText(target));
    // An image beside the application whose tag says what is in it: `pg-upgrade:16-3.4-alpine`.
    const isOther = !parts.includes(target) && !repositories.has(repository);
    return !isOther || !/^v?\d/.test(tag) || tag.replace(/^v/, '') === version;
  });
}

/**
 * Images that are pulled in versions of their own: `a:5.0.2` beside `b:1.7.2` of another repository. One
 * variable cannot say which versions go together.
 */
function releasedApart(targets: readonly HardenedService[]): HardenedService[] {
  const pulled = targets.filter(
    ({ service, definition }) =>
      get(definition, 'build') === undefined && service.dockerfile === undefined,
  );
  const numbered = pulled.filter((target) => /^v?\d/.test(parseImage(imageText(target)).tag));
  const versions = new Map(
    numbered.map((target) => {
      const { repository, tag } = parseImage(imageText(target));
      return [repository, tag];
    }),
  );
  return new Set(versions.values()).size > 1 ? numbered : [];
}

/** In an overlay the image of the file below is replaced by one of its own. */
function writtenIn({ service }: HardenedService): 'set' | 'ensure' {
  return get(service.definition, 'image') === undefined ? 'ensure' : 'set';
}

function imageText({ definition }: HardenedService): string {
  return (asText(get(definition, 'image')) ?? '').trim();
}

/** A digest is no tag: who pins an image to its bytes means these bytes. */
function fixedImages(targets: readonly HardenedService[]): HardenedService[] {
  const apart = releasedApart(targets);
  return targets.filter((target) => {
    const image = imageText(target);
    return !image.includes('@') && !isChosenByVariable(image) && !apart.includes(target);
  });
}

/** What the extension's other images already use, else `TAG`, which the Platform's files use. */
function usualVariable(targets: readonly HardenedService[]): string {
  const used = targets.flatMap((target) => tagVariable(imageText(target)) ?? []);
  return used[0] ?? 'TAG';
}
