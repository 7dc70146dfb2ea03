import { pinOfTag, releaseOf, type ActionPin } from '../../assets/action-pins.js';
import type { ActionReference } from '../../extension/workflows/model.js';

/** What is to be said about how a `uses` names what it runs. */
export type Pinning =
  | { readonly state: 'pinned' }
  /** A tag or branch; `pin` is the commit it stands for, where that is known. */
  | { readonly state: 'movable'; readonly pin: ActionPin | undefined }
  /** `docker://` without a digest. */
  | { readonly state: 'image-tag' }
  /** A commit, but nothing says of which release; `version` where that is known. */
  | { readonly state: 'nameless'; readonly version: string | undefined };

const COMMIT = /^[0-9a-f]{40}$/i;
const VERSION = /(^|[\s@/(])v?\d+(\.\d+)*\b/;

/** Has to be named by its tag to work (its README, "Referencing SLSA builders and generators"). */
const TAG_ONLY = 'slsa-framework/slsa-github-generator/';

/** How a `uses` names what it runs; local actions are part of the repository's own commit. */
export function pinningOf({ text, action, ref, comment }: ActionReference): Pinning {
  if (text.startsWith('docker://')) {
    return { state: text.includes('@sha256:') ? 'pinned' : 'image-tag' };
  }
  if (action === undefined || ref === undefined || action.startsWith(TAG_ONLY)) {
    return { state: 'pinned' };
  }
  if (!COMMIT.test(ref)) return { state: 'movable', pin: pinOfTag(action, ref) };
  if (comment !== undefined && VERSION.test(comment)) return { state: 'pinned' };
  return { state: 'nameless', version: releaseOf(action, ref.toLowerCase()) };
}

/** Whether a comment says already what a pin's would: the tag that was written, or the release. */
export function namesVersion(comment: string | undefined, ref: string, version: string): boolean {
  return (comment ?? '').split(/[\s@,()]+/).some((word) => word === ref || word === version);
}
