import { argumentsOf } from '../../edit/python/calls.js';
import {
  childOf,
  children,
  definitionOf,
  textOf,
  visit,
  type SyntaxNode,
} from '../../edit/python/nodes.js';
import { kept } from '../kept.js';
import type { Project } from '../python/project.js';
import { dottedName, pythonSource, type PythonSource } from './python-source.js';

/** A class at the top level of a module. */
export interface PythonClass {
  readonly name: string;
  readonly node: SyntaxNode;
  readonly source: PythonSource;
}

/** Whose settings they are: pydantic 1 has them itself, pydantic 2 in a package of their own. */
export type Flavour = 1 | 2;

const SETTINGS_1 = /^pydantic(\.env_settings|\.v1(\.env_settings)?)?\.BaseSettings$/;
const SETTINGS_2 = /^pydantic_settings(\.\w+)*\.BaseSettings$/;
const MAX_DEPTH = 12;

/** The classes of a project, which are the same as long as its code is. */
export const classesOf = kept((project: Project) => new Classes(project));

/** The classes of a project's modules. */
export class Classes {
  private readonly known = new Map<string, readonly PythonClass[]>();

  constructor(private readonly project: Project) {}

  /** The classes of a module, also those in `if` and `try`. */
  in(file: string): readonly PythonClass[] {
    const known = this.known.get(file);
    if (known !== undefined) return known;
    const found: PythonClass[] = [];
    const sourceFile = this.project.files.get(file);
    const source = sourceFile && pythonSource(sourceFile);
    for (const statement of source?.statements ?? []) {
      visit(statement, (node) => {
        const definition = definitionOf(node);
        if (definition?.name !== 'ClassDefinition' || source === undefined) {
          return node.name !== 'FunctionDefinition';
        }
        const name = textOf(childOf(definition, 'VariableName') ?? definition, source.text);
        found.push({ name, node: definition, source });
        return false;
      });
    }
    this.known.set(file, found);
    return found;
  }

  /** The class that a name in a module stands for. */
  named(name: string, source: PythonSource, depth = 0): PythonClass | undefined {
    const own = this.in(source.file).findLast((each) => each.name === name);
    const imported = source.imports.get(name);
    if (own !== undefined || imported?.name === undefined || depth > MAX_DEPTH) return own;
    const { dots, module } = imported;
    const target = this.project.resolve(source.file, dots, module);
    const file = target.kind === 'module' ? target.file : undefined;
    const origin = file === undefined ? undefined : this.project.files.get(file);
    if (origin === undefined || origin.path === source.file) return undefined;
    return this.named(imported.name, pythonSource(origin), depth + 1);
  }

  /** The classes of ours that a class derives from, in the order of its definition. */
  basesOf({ node, source }: PythonClass): PythonClass[] {
    return baseNodes(node, source).flatMap((base) => {
      if (base.name === 'VariableName') return this.named(textOf(base, source.text), source) ?? [];
      return this.qualified(base, source) ?? [];
    });
  }

  /** Pydantic's settings class that it derives from in the end, if it does. */
  flavourOf(each: PythonClass, depth = 0): Flavour | undefined {
    const names = baseNodes(each.node, each.source).map((base) => dottedName(base, each.source));
    if (names.some((name) => SETTINGS_2.test(name ?? ''))) return 2;
    if (names.some((name) => SETTINGS_1.test(name ?? ''))) return 1;
    if (depth > MAX_DEPTH) return undefined;
    return this.basesOf(each)
      .map((base) => this.flavourOf(base, depth + 1))
      .find((flavour) => flavour !== undefined);
  }

  /** `base.Settings`, where `base` is a module of the project. */
  private qualified(node: SyntaxNode, source: PythonSource): PythonClass | undefined {
    const [object, , property] = children(node);
    if (object?.name !== 'VariableName' || property === undefined) return undefined;
    const imported = source.imports.get(textOf(object, source.text));
    if (imported === undefined) return undefined;
    const module = [imported.module, imported.name].filter((part) => (part ?? '') !== '').join('.');
    const target = this.project.resolve(source.file, imported.dots, module);
    if (target.kind !== 'module' || target.file === undefined) return undefined;
    const name = textOf(property, source.text);
    return this.in(target.file).findLast((each) => each.name === name);
  }
}

function baseNodes(node: SyntaxNode, source: PythonSource): SyntaxNode[] {
  return argumentsOf(node, source.text)
    .filter(({ keyword }) => keyword === undefined)
    .map(({ value }) => value);
}
