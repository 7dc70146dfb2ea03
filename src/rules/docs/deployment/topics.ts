import type { DeploymentFacts } from './facts.js';

/** Something that whoever deploys has to be able to look up. */
export interface Topic {
  readonly name: string;
  /** The heading of its section in a document of ours. */
  readonly title: string;
  /** As in "… does not say how to roll back". */
  readonly lacks: string;
  /** Headings, without accents and in lower case, that are about it: in English and Portuguese. */
  readonly headings: RegExp;
  /** Whether there is anything to say. */
  applies(facts: DeploymentFacts): boolean;
}

const always = (): boolean => true;

/** In the order of a document. */
export const TOPICS: readonly Topic[] = [
  {
    name: 'environment',
    title: 'Setting up the environment',
    lacks: 'which variables and files a deployment needs',
    headings:
      /^(?!.*\b(tests?|testing|dev|development|front-?end|typescript|vite|eslint|coverage|git|ci|browser|virtual)\b).*(\benvironment\b|\benv\b|\bconfigur|\bvariables?\b|\bsettings\b|\bsecrets?\b|\bambiente\b|\bvariave(l|is)\b|\bsegredos?\b)/,
    applies: always,
  },
  {
    name: 'standalone',
    title: 'Deploying it on its own',
    lacks: 'how it is deployed without the Platform',
    headings:
      /stand-?alone|self-?host|\bon its own\b|\bby itself\b|without (the )?platform|\bautonom|\bindependente|sem a plataforma|^(production |docker )?deploy(ment|ing)?( (process|steps|guide|procedure)| (to|in|on|with|it|via) .*)?$|^(running|deploying|deploy) .*\b(production|docker)\b|^(producao|implantacao|instalacao|installation|installing|production)( (guide|steps|setup))?$|\bdocker[ -]compose\b/,
    applies: ({ stacks }) => stacks.standalone !== undefined,
  },
  {
    name: 'platform',
    title: 'Deploying it with the Platform',
    lacks: 'how it is deployed with the Platform',
    headings: /\bplatform\b(?!-)|\bplataforma\b|\bsubmodule|\bsubmodulo/,
    applies: ({ stacks }) => stacks.platform !== undefined,
  },
  {
    name: 'migrations',
    title: 'Migrations',
    lacks: 'how the tables are migrated',
    headings: /\bmigra(te|ting|tions?|cao|coes)\b|\balembic\b/,
    applies: ({ migrations }) => migrations !== undefined,
  },
  {
    name: 'staging',
    title: 'Staging',
    lacks: 'how a version is rehearsed before production',
    headings: /\bstaging\b|\bpre-?prod|\bhomologacao\b|\bensaio\b|\brehears/,
    applies: ({ stacks }) => stacks.staging !== undefined,
  },
  {
    name: 'upgrade',
    title: 'Upgrading',
    lacks: 'what to do for a new version',
    headings:
      /\bupgrad|\bupdat(e|ing)\b|\bnew version|\bnova versao\b|\b(a|ac)tualiza|\b(release|deployment) checklist\b/,
    applies: always,
  },
  {
    name: 'monitoring',
    title: 'Monitoring',
    lacks: 'how to see whether it is well',
    headings:
      /\bmonitor|\bobservab|\bhealth|\bmetri(cs|cas)\b|\balert|\blog(s|ging)\b|\bsaude\b|\bregistos\b/,
    applies: always,
  },
  {
    name: 'rollback',
    title: 'Rolling back',
    lacks: 'how to go back to the version before',
    headings:
      /\broll(ing)?[ -]?back|\brevert|\breversao\b|\breverter\b|\bdowngrad|\bvoltar atras\b|\brepor a versao\b/,
    applies: always,
  },
  {
    name: 'disaster-recovery',
    title: 'Disaster recovery',
    lacks: 'how data is backed up and restored',
    headings:
      /\bdisaster|\bback[ -]?ups?\b|\brestor(e|ing|ation)\b|\brecover|\bcopias? de seguranca\b|\brecupera|\bdesastre|\brestauro\b/,
    applies: always,
  },
  {
    name: 'troubleshooting',
    title: 'Troubleshooting',
    lacks: 'what to do when it does not work',
    headings:
      /\btrouble-?shoot|\b(common|known) (problem|issue|error)s?\b|\bfaq\b|\bdiagnos|\bproblemas\b|\bif something goes wrong\b|\bwhen .*(fails?|goes wrong)\b/,
    applies: always,
  },
];
