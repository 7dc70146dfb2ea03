import type { Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { loopbackFinding } from './loopback.js';
import type { PortClaim, PortClaims } from './port-claims.js';
import { portClaims } from './port-claims.js';

/** One port, named in up to five places. */
export const imagePort: Rule = {
  meta: {
    id: 'image-port',
    aspect: 'docker-images',
    severity: 'error',
    fix: null,
    title: 'Images listen where everybody looks for them',
    failureTitle: 'Images listen on another port than others say',
    why: 'Who asks the port that EXPOSE, Compose or the manifest names gets no answer from a program that listens on another.',
  },

  check(extension) {
    const services = extension.composeFiles.flatMap((file) =>
      file.services
        .filter(({ role, oneShot }) => role !== 'platform' && role !== 'database' && !oneShot)
        .map((service) => ({ file, service })),
    );
    const claims = services.flatMap(
      ({ file, service }) => portClaims(extension, file, service) ?? [],
    );
    const local = services.flatMap(({ file, service }) =>
      loopbackFinding(extension, file, service),
    );
    if (claims.length + local.length === 0) {
      const reason = 'no compose file runs a service whose port is known';
      return { status: 'not-applicable', reason };
    }
    return verdict(unique([...claims.flatMap(disagreement), ...local]));
  },
};

/** One finding for all places that disagree with what listens. */
function disagreement({ subject, listener, others }: PortClaims): Finding[] {
  const wrong = others.filter(({ ports }) => !ports.some((port) => listener.ports.includes(port)));
  if (wrong.length === 0) return [];
  const places = wrong.map(
    (claim) => `${claim.file}:${claim.position.line} ${claim.verb} ${portsOf(claim)}`,
  );
  const message = `${subject} ${listener.verb} ${portsOf(listener)}, but ${places.join(' and ')}.`;
  return [{ file: listener.file, ...listener.position, message }];
}

function portsOf({ ports }: PortClaim): string {
  return ports.join(', ');
}

/** Several compose files may run one image. */
function unique(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((each) => [JSON.stringify(each), each])).values()];
}
