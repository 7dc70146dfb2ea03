import { isOwner } from '../command/options.js';
import type { Extension } from '../extension/model.js';
import { ownImages } from '../rules/images/own-images.js';
import { publishedImages } from '../rules/images/published-images.js';
import { publications } from '../rules/images/published.js';
import type { Options } from '../rules/options.js';

const PLATFORMS = ['linux/amd64', 'linux/arm64'];

/** What publishing needs to know: whose the images are where no file says it, and for what. */
export function imageQuestions(extension: Extension, options: Options) {
  const named = publishedImages(extension, options).length;
  const isNew = publications(extension).every(({ pushes }) => pushes.length === 0);
  return [
    ...(named < ownImages(extension).length ? [ownerQuestion()] : []),
    ...(isNew ? [platformsQuestion(options)] : []),
  ];
}

function ownerQuestion() {
  return {
    type: 'input' as const,
    name: 'registryOwner',
    message: 'Account on GitHub that the images belong to (ghcr.io/<account>/…)',
    validate: (value: string) => isOwner(value) || 'the name of an account is wanted',
  };
}

function platformsQuestion({ platforms }: Options) {
  return {
    type: 'checkbox' as const,
    name: 'platforms',
    message: 'Processors that the images are built for (others than amd64 are emulated, and slow)',
    choices: [...new Set([...PLATFORMS, ...platforms])].map((value) => ({
      name: value,
      value,
      checked: platforms.includes(value),
    })),
  };
}
