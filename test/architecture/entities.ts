import ts from 'typescript';
import { codeOf, moduleOf, nodesOf, placeOf, type SourceFile, type SourceTree } from './source-tree.js';

const RELATIONS = /^(many|one)To(Many|One)$/i;

/** Relations of the ORM: between modules they are forbidden, and within one nobody needs them. Ids are held instead. */
export function relations(tree: SourceTree): string[] {
  return codeOf(tree).flatMap(file =>
    [...nodesOf(file.ast)]
      .filter(node => ts.isIdentifier(node) && RELATIONS.test(node.text))
      .map(node => `${placeOf(file, node)} has a ${node.getText(file.ast)}`),
  );
}

/** Entities that another module lays hands on; only the list of all entities names them. */
export function foreignEntities(tree: SourceTree): string[] {
  const owners = entityOwners(tree);
  return codeOf(tree)
    .filter(({ module }) => module !== 'mikro-orm.config')
    .flatMap(file =>
      file.imports.flatMap(({ target, names }) => {
        if (target === null || moduleOf(target) === file.module) return [];
        const whole = target.endsWith('.entity.ts') ? names.filter(name => name === '*') : [];
        const entities = names.filter(name => owners.get(name) === moduleOf(target));
        return [...whole, ...entities].map(name => `${file.path} imports ${name} of ${moduleOf(target)}`);
      }),
    );
}

/** The module of each class that an `.entity.ts` exports. */
function entityOwners(tree: SourceTree): ReadonlyMap<string, string> {
  const files = codeOf(tree).filter(({ path }) => path.endsWith('.entity.ts'));
  return new Map(files.flatMap(file => exportedClasses(file).map(name => [name, file.module] as const)));
}

function exportedClasses({ ast }: SourceFile): string[] {
  return ast.statements.filter(ts.isClassDeclaration).flatMap(({ name }) => (name ? [name.text] : []));
}
