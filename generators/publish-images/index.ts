import { HardenGenerator } from '../_shared/harden-generator.js';

/** `yo rally-ext:publish-images`: the workflow that publishes the images, new or completed. */
export default class extends HardenGenerator {
  async publishImages(): Promise<void> {
    await this.runFlow(['workflow-publish-images', 'image-publishing']);
  }
}
