import type { Publication } from '../images/published.js';
import { publications } from '../images/published.js';
import { unpublished } from '../images/unpublished.js';
import type { Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';

/** Has no fix of its own: workflow-publish-images makes and completes the one workflow there is. */
export const imagePublishing: Rule = {
  meta: {
    id: 'image-publishing',
    aspect: 'independence',
    severity: 'error',
    fix: null,
    title: "The extension's own workflows publish every image it deploys",
    failureTitle: 'A deployed image is not published by the extension itself',
    why: 'As long as another repository builds the images, the extension cannot be released or deployed without it.',
  },

  check(extension) {
    const all = publications(extension);
    if (all.length === 0) {
      const reason = 'no compose file deploys an image that is built from this extension';
      return { status: 'not-applicable', reason };
    }
    const { missing, unclear } = unpublished(extension, all);
    const findings = [...missing, ...all.flatMap(misnamed)];
    if (findings.length === 0 && unclear.length > 0) return { status: 'manual', findings: unclear };
    return verdict([...findings, ...unclear]);
  },
};

/** An image that is pushed under another name than the one that is pulled. */
function misnamed({ image, pushes }: Publication): Finding[] {
  const { named, file, service } = image;
  const pushed = pushes.flatMap(({ repositories }) => repositories);
  const [first] = pushed;
  if (named.repository === undefined || first === undefined) return [];
  if (pushed.includes(named.repository)) return [];
  const position = file.locate(['services', service, 'image']);
  const message = `${service} runs ${named.repository}, but what is published is ${first}: use one name.`;
  return [{ file: file.path, ...position, message }];
}
