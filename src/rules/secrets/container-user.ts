import { readInstructions } from '../../extension/dockerfile/instructions.js';
import type { Extension } from '../../extension/model.js';
import { asText, get } from '../../extension/records.js';
import type { HardenedService } from '../compose/hardened-services.js';
import { isNative } from './secret-files.js';

/** Users that base images bring along (docker-library/node; Debian's and Alpine's passwd). */
const KNOWN: ReadonlyMap<string, string> = new Map([
  ['root', '0'],
  ['node', '1000'],
  ['nobody', '65534'],
]);

/** The number of the user a service's program runs as; undefined where it has a name and no number is known. */
export function containerUid(extension: Extension, target: HardenedService): string | undefined {
  // Their entrypoints read the files before they give up being root.
  if (isNative(target)) return '0';
  const { dockerfile } = target.service;
  const user = asText(get(target.definition, 'user')) ?? dockerfile?.final.user ?? '0';
  const [name = ''] = user.split(':');
  if (/^\d+$/.test(name)) return name;
  return (
    KNOWN.get(name) ?? createdUid(extension.files.get(dockerfile?.path ?? '')?.text ?? '', name)
  );
}

/** `RUN useradd --uid 10001 app`, `adduser -D -u 10001 app`. */
function createdUid(text: string, name: string): string | undefined {
  if (!/^[a-z_][\w-]*$/i.test(name)) return undefined;
  const scripts = readInstructions(text).flatMap(({ keyword, args, heredocs }) =>
    keyword === 'RUN' ? [args, ...heredocs] : [],
  );
  const commands = scripts.flatMap((script) => script.split(/&&|;|\n|\|\|/));
  const made = commands.findLast((each) =>
    new RegExp(`\\b(useradd|adduser)\\b.*\\s${name}\\b`).test(each),
  );
  return /\s(?:-u|--uid)[= ]?(\d+)/.exec(made ?? '')?.[1];
}
