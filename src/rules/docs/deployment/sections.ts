import { renderTemplate } from '../../../assets/template.js';
import type { Section } from '../../../edit/markdown/index.js';
import { plainStyle, sectionText } from '../../../edit/markdown/index.js';
import { DOCUMENT } from './documents.js';
import type { DeploymentFacts } from './facts.js';
import type { Place } from './links.js';
import { OVERVIEW, ourPlace, relinked } from './links.js';
import type { Topic } from './topics.js';
import { TOPICS } from './topics.js';

/** The topics there is something to say about, in order. */
export function topicsOf(facts: DeploymentFacts): Topic[] {
  return TOPICS.filter((topic) => topic.applies(facts));
}

/** Every section a document of ours can have, by name. */
export function sectionNames(): string[] {
  return [OVERVIEW.name, ...TOPICS.map(({ name }) => name)];
}

/** The section on a topic, for a document; undefined for a name that there is nothing to say about. */
export function sectionNamed(
  name: string,
  facts: DeploymentFacts,
  place: Place,
): Section | undefined {
  const known = [OVERVIEW, ...topicsOf(facts)].find((each) => each.name === name);
  if (known === undefined) return undefined;
  const body = relinked(renderTemplate(`partials/deployment/${name}.md`, { facts }), place);
  return { name, title: known.title, body: body.trim() };
}

/** A whole document. */
export function documentText(facts: DeploymentFacts): string {
  const names = sectionNames();
  const sections = names.flatMap((name) => sectionNamed(name, facts, ourPlace) ?? []);
  const text = sections.map((section) => sectionText(section, plainStyle)).join('\n\n');
  return renderTemplate(DOCUMENT, { facts, sections: text });
}
