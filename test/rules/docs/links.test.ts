import { ourPlace, placeIn, relinked } from '../../../src/rules/docs/deployment/links.js';

const body =
  '[.env.example](.env.example), [the stack](deploy/compose.yml): see [Rolling back](#rolling-back),\n[staging](#staging) or [the Platform](https://example.org/x#y).\n';

test('in a document of ours links stay as they are', () => {
  expect(relinked(body, ourPlace)).toBe(body);
});

test('in a document elsewhere they lead to what is there, and to nothing that is not', () => {
  const text = '# Implantação\n\n## 4. Reversão (rápida)\n\nx\n\n## 5. Staging\n';
  expect(relinked(body, placeIn({ path: 'docs/deploy.md', text, mode: 0o644 }, []))).toBe(
    '[.env.example](../.env.example), [the stack](../deploy/compose.yml): see [Rolling back](#4-reversão-rápida),\nstaging or [the Platform](https://example.org/x#y).\n',
  );
});

test('in a numbered document they lead to the sections that are added, in their order', () => {
  const text = '# A\n\n## 1. B\n\n## 2. C\n';
  const place = placeIn({ path: 'DEPLOYMENT.md', text, mode: 0o644 }, ['staging', 'rollback']);
  expect(place.anchors.get('staging')).toBe('3-staging');
  expect(place.anchors.get('rollback')).toBe('4-rolling-back');
});

test('a generated section is found by its marks, whatever it is called by now', () => {
  const text =
    '<!-- rally-ext:begin rollback 0 -->\n\n## Oh no!\n\nx\n\n<!-- rally-ext:end rollback -->\n';
  const place = placeIn({ path: 'DEPLOYMENT.md', text, mode: 0o644 }, []);
  expect(place.anchors.get('rollback')).toBe('oh-no');
});
