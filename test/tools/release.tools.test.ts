import { readFileSync } from 'node:fs';
import { renderTemplate } from '../../src/assets/template.js';
import { removeTrees, writeTree } from '../tree.js';
import { lintWorkflows } from './lint-workflows.js';
import { runStep, scriptOf, taggedRepository } from './workflow-steps.js';

const images = ['ghcr.io/nei/api-rally', 'ghcr.io/nei/web-rally'];
const ofTag = renderTemplate('.github/workflows/release.yml', { images });
const ofReleasePlease = renderTemplate('.github/workflows/release-please.yml', {
  images,
  branch: 'main',
  publishers: ['publish-images.yml', 'web.yml'],
});

const manifest = (version: string): Record<string, string> => ({
  'manifest.json': `{ "name": "rally", "version": "${version}" }\n`,
});

afterEach(removeTrees);

describe('linted with actionlint, shellcheck and zizmor --pedantic', () => {
  test.each([
    ['release.yml', images],
    ['release.yml', []],
    ['release-please.yml', images],
    ['release-please.yml', []],
  ])('%s for the images %j has no finding', (name, images) => {
    const data = { images, branch: 'main', publishers: ['publish-images.yml', 'web.yml'] };
    const path = `.github/workflows/${name}`;
    expect(lintWorkflows({ [path]: renderTemplate(path, data) })).toEqual([]);
  });
});

describe('the tag', () => {
  const script = scriptOf(ofTag, 'Compare the tag with the version in manifest.json');
  const check = (tag: string, version: string) =>
    runStep(script, taggedRepository(manifest(version), tag), { TAG: tag });

  test.each(['1.2.0', '1.2.0-rc.1', '1.2.0+build-7'])('v%s is that of the manifest', (version) => {
    expect(check(`v${version}`, version)).toMatchObject({ code: 0, out: '' });
  });

  test.each([
    ['v1.3.0', '1.2.0'],
    ['v1.2', '1.2.0'],
    ['v1.2.0', '1.2.0-rc.1'],
  ])('%s is not that of version %s: says both, and what to do', (tag, version) => {
    const { code, out } = check(tag, version);
    expect(code).toBe(1);
    expect(out).toBe(
      `::error file=manifest.json::The tag is ${tag}, but manifest.json has version ${version}. Delete the tag, set the version to ${tag.slice(1)}, commit, and tag that commit; or tag this one v${version}.\n`,
    );
  });

  test('of a broken manifest fails too', () => {
    const root = taggedRepository({ 'manifest.json': '{ "version": ' }, 'v1.2.0');
    expect(runStep(script, root, { TAG: 'v1.2.0' }).code).not.toBe(0);
  });
});

describe('the images', () => {
  const script = scriptOf(ofTag, 'Wait until each image has this version');
  const env = { TAG: 'v1.2.0', IMAGES: images.join(' ') };
  const sleep = '';

  test('are looked up by version, and handed on with their digests', () => {
    const docker = 'printf \'{ "digest": "sha256:%s" }\' "$(echo "$4" | cut -d/ -f3 | cut -c1-3)"';
    const { code, output, calls } = runStep(script, writeTree(), env, { docker, sleep });
    expect(code).toBe(0);
    expect(output).toBe(
      'images=ghcr.io/nei/api-rally:1.2.0@sha256:api ghcr.io/nei/web-rally:1.2.0@sha256:web\n',
    );
    expect(calls).toEqual([
      'docker buildx imagetools inspect ghcr.io/nei/api-rally:1.2.0 --format {{json .Manifest}}',
      'docker buildx imagetools inspect ghcr.io/nei/web-rally:1.2.0 --format {{json .Manifest}}',
    ]);
  });

  test('are waited for', () => {
    const root = writeTree();
    const docker = `echo x >> '${root}/asked'
[ "$(wc -l < '${root}/asked')" -gt 3 ] || { echo 'not found' >&2; exit 1; }
echo '{ "digest": "sha256:1" }'`;
    const { code, calls } = runStep(script, root, env, { docker, sleep });
    expect(code).toBe(0);
    expect(calls.filter((call) => call === 'sleep 30')).toHaveLength(3);
    expect(calls.filter((call) => call.startsWith('docker'))).toHaveLength(5);
  });

  test('are given up after an hour: says which, and what to do', () => {
    const docker = "echo 'not found' >&2; exit 1";
    const { code, out, output, calls } = runStep(script, writeTree(), env, { docker, sleep });
    expect(code).toBe(1);
    expect(output).toBe('');
    expect(calls.filter((call) => call === 'sleep 30')).toHaveLength(119);
    expect(out).toContain(
      '::error::After an hour there is no ghcr.io/nei/api-rally:1.2.0. Look at the workflow that publishes images: did it run for v1.2.0? Then run this job again.\n',
    );
  });

  test('have no + in their tag', () => {
    const docker = 'echo \'{ "digest": "sha256:1" }\'';
    const { calls } = runStep(script, writeTree(), { ...env, TAG: 'v1.2.0+7' }, { docker, sleep });
    expect(calls[0]).toContain(' ghcr.io/nei/api-rally:1.2.0-7 ');
  });
});

const CHANGELOG = `# Changelog

## [Unreleased]

- Later

## [1.2.0] - 2026-02-01

### Added

- Teams ([#12](https://example.org/12))

## [1.2.0-rc.1] - 2026-01-20

- First try

## v1.1.0

- Old

## 1.0.0 (2025-12-01)

- Oldest
`;
const IMAGES = '\n## Images\n\n- `ghcr.io/nei/api-rally:1.2.0@sha256:1`\n';

describe('the notes', () => {
  const script = scriptOf(ofTag, 'Write the notes');
  const notes = (tag: string, files: Readonly<Record<string, string>>) => {
    const env = { TAG: tag, IMAGES: 'ghcr.io/nei/api-rally:1.2.0@sha256:1' };
    const { code, notes } = runStep(script, taggedRepository(files, tag), env);
    expect(code).toBe(0);
    return notes;
  };

  test.each([
    ['v1.2.0', '\n### Added\n\n- Teams ([#12](https://example.org/12))\n\n'],
    ['v1.2.0-rc.1', '\n- First try\n\n'],
    ['v1.1.0', '\n- Old\n\n'],
    ['v1.0.0', '\n- Oldest\n'],
    ['v1.2', ''],
    ['v9.0.0', ''],
  ])("of %s are its section of the changelog and the images' digests", (tag, section) => {
    expect(notes(tag, { 'CHANGELOG.md': CHANGELOG })).toBe(section + IMAGES);
  });

  test('are found in a changelog with CRLF line ends', () => {
    const crlf = CHANGELOG.replaceAll('\n', '\r\n');
    expect(notes('v1.1.0', { 'CHANGELOG.md': crlf })).toBe(`\r\n- Old\r\n\r\n${IMAGES}`);
  });

  test('are the images alone without a changelog, and with the one that is made with the workflow', () => {
    expect(notes('v1.2.0', manifest('1.2.0'))).toBe(IMAGES);
    const made = readFileSync('test/rules/release/fixtures/CHANGELOG.md', 'utf8');
    expect(notes('v1.2.0', { 'CHANGELOG.md': made })).toBe(IMAGES);
  });
});

/** `gh` where there is no release yet. */
const noRelease = '[ "$2" != view ]';

describe('the release', () => {
  const script = scriptOf(ofTag, 'Create the release');
  const create = (tag: string, files: Readonly<Record<string, string>> = {}) =>
    runStep(
      script,
      taggedRepository({ ...manifest('1.2.0'), ...files }, tag),
      { TAG: tag },
      { gh: noRelease },
    ).calls;
  const asked = 'gh release view v1.2.0';
  const notes = '--generate-notes --notes-file $RUNNER_TEMP/notes.md';

  test.each([
    ['v1.2.0', ''],
    ['v1.2.0-rc.1', ' --prerelease'],
    ['v1.2.0+build-7', ''],
    ['v1.2.0-rc.1+build', ' --prerelease'],
  ])('%s is made of the tag, with the manifest; a pre-release where it is one', (tag, flag) => {
    expect(create(tag)).toEqual([
      `gh release view ${tag}`,
      `gh release create ${tag} manifest.json --verify-tag --title ${tag} ${notes}${flag}`,
    ]);
  });

  test('has DEPLOYMENT.md where there is one', () => {
    expect(create('v1.2.0', { 'DEPLOYMENT.md': '# Deploy\n' })).toEqual([
      asked,
      `gh release create v1.2.0 manifest.json DEPLOYMENT.md --verify-tag --title v1.2.0 ${notes}`,
    ]);
  });

  test('that a person has made already stays as it is', () => {
    const root = taggedRepository(manifest('1.2.0'), 'v1.2.0');
    const { code, out, calls } = runStep(script, root, { TAG: 'v1.2.0' }, { gh: '' });
    expect([code, calls]).toEqual([0, [asked]]);
    expect(out).toBe('::notice::There is a release of v1.2.0 already: it stays as it is.\n');
  });

  test('that is refused fails the job', () => {
    const root = taggedRepository(manifest('1.2.0'), 'v1.2.0');
    expect(runStep(script, root, { TAG: 'v1.2.0' }, { gh: 'exit 1' }).code).toBe(1);
  });
});

describe('with release-please', () => {
  test('the workflows that publish images are started for the tag', () => {
    const script = scriptOf(ofReleasePlease, 'Start what publishes the images of the tag');
    const env = { TAG: 'v1.2.0', WORKFLOWS: 'publish-images.yml web.yml' };
    const { calls } = runStep(script, writeTree(), env, { gh: '' });
    expect(calls).toEqual([
      'gh workflow run publish-images.yml --ref v1.2.0',
      'gh workflow run web.yml --ref v1.2.0',
    ]);
  });

  test('files and images are added to the release, whose notes stay', () => {
    const script = scriptOf(ofReleasePlease, 'Attach files, note the images');
    const root = taggedRepository(manifest('1.2.0-rc.1'), 'v1.2.0-rc.1');
    const env = { TAG: 'v1.2.0-rc.1', IMAGES: 'ghcr.io/nei/api-rally:1.2.0@sha256:1' };
    const gh = '[ "$2" != view ] || echo "### Features"';
    const { code, notes, calls } = runStep(script, root, env, { gh });
    expect(code).toBe(0);
    expect(notes).toBe(`### Features\n${IMAGES}`);
    expect(calls).toEqual([
      'gh release upload v1.2.0-rc.1 manifest.json --clobber',
      'gh release view v1.2.0-rc.1 --json body --jq .body',
      'gh release edit v1.2.0-rc.1 --notes-file $RUNNER_TEMP/notes.md',
      'gh release edit v1.2.0-rc.1 --prerelease',
    ]);
  });
});
