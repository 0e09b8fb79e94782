import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

/** One `import`, `export ... from`, `import()` or `import('...')` of a file. */
export interface Import {
  readonly specifier: string;
  /** The file that a relative specifier leads to, from the root of the tree; null for a package. */
  readonly target: string | null;
  /** The names as the other file exports them; `*` for all of them. */
  readonly names: readonly string[];
  /** Those of them that are there at run time, as far as the import says. */
  readonly values: readonly string[];
  /** Leaves nothing at run time. */
  readonly typeOnly: boolean;
}

/** A source file as the rules see it. */
export interface SourceFile {
  /** From the root of the tree, such as `src/audit/event.ts`. */
  readonly path: string;
  /** `kernel`, `audit`, ...; for a file directly in `src` its own name. */
  readonly module: string;
  /** Tests and what only they use; the rules about what code does are not for them. */
  readonly isTest: boolean;
  readonly ast: ts.SourceFile;
  readonly imports: readonly Import[];
}

export type SourceTree = ReadonlyMap<string, SourceFile>;

/** Reads every TypeScript file in the `folders` of `root`. */
export function readTree(root: string, folders: readonly string[] = ['src', 'migrations']): SourceTree {
  const paths = folders.flatMap(folder => filesOf(root, folder));
  return new Map(paths.sort().map(path => [path, readSource(root, path)]));
}

function filesOf(root: string, folder: string): string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  const sources = names.map(name => posix.join(folder, name)).filter(name => /\.tsx?$/.test(name));
  return sources.filter(name => !name.includes('/node_modules/') && !name.includes('/dist/'));
}

function readSource(root: string, path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  const ast = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const isTest = /\.(spec|contract)\.tsx?$/.test(path) || path.includes('/testing/');
  return { path, module: moduleOf(path), isTest, ast, imports: importsOf(ast, path) };
}

/** The module that a path lies in. */
export function moduleOf(path: string): string {
  const [top = '', module = ''] = path.split('/');
  return top === 'src' ? module.replace(/\.ts$/, '') : top;
}

function importsOf(ast: ts.SourceFile, path: string): Import[] {
  return [...nodesOf(ast)].flatMap(node => {
    const found = asImport(node);
    return found ? [{ ...found, target: targetOf(found.specifier, path) }] : [];
  });
}

function asImport(node: ts.Node): Omit<Import, 'target'> | null {
  if (ts.isImportDeclaration(node)) {
    return { specifier: textOf(node.moduleSpecifier), ...importedBy(node.importClause) };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
    const named = node.exportClause && ts.isNamedExports(node.exportClause) ? [...node.exportClause.elements] : null;
    return { specifier: textOf(node.moduleSpecifier), ...imported(named ?? [], named === null, node.isTypeOnly) };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return { specifier: textOf(node.arguments[0]), ...imported([], true, false) };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return { specifier: textOf(node.argument.literal), ...imported([], true, true) };
  }
  return null;
}

function importedBy(clause: ts.ImportClause | undefined): Omit<Import, 'target' | 'specifier'> {
  const bindings = clause?.namedBindings;
  const named = bindings && ts.isNamedImports(bindings) ? [...bindings.elements] : [];
  const whole = clause?.name !== undefined || (bindings !== undefined && ts.isNamespaceImport(bindings));
  return imported(named, whole || clause === undefined, clause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
}

/** An import of the `named` things and, where `whole`, of everything. */
function imported(
  named: readonly (ts.ImportSpecifier | ts.ExportSpecifier)[],
  whole: boolean,
  typeOnly: boolean,
): Omit<Import, 'target' | 'specifier'> {
  const everything = whole ? ['*'] : [];
  const values = typeOnly ? [] : [...everything, ...named.filter(({ isTypeOnly }) => !isTypeOnly).map(exportedName)];
  return { names: [...everything, ...named.map(exportedName)], values, typeOnly: values.length === 0 };
}

function exportedName({ name, propertyName }: ts.ImportSpecifier | ts.ExportSpecifier): string {
  return (propertyName ?? name).text;
}

function targetOf(specifier: string, path: string): string | null {
  if (!specifier.startsWith('.')) return null;
  return posix.join(posix.dirname(path), specifier).replace(/\.js$/, '.ts');
}

function textOf(node: ts.Node | undefined): string {
  return node && ts.isStringLiteralLike(node) ? node.text : '';
}

/** The node and everything in it. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, child => {
    children.push(child);
  });
  for (const child of children) yield* nodesOf(child);
}

/** Where a node stands, for a person who is to change it. */
export function placeOf({ path, ast }: SourceFile, node: ts.Node): string {
  return `${path}:${ast.getLineAndCharacterOfPosition(node.getStart(ast)).line + 1}`;
}

/** The code of the tree without its tests. */
export function codeOf(tree: SourceTree): SourceFile[] {
  return [...tree.values()].filter(file => file.path.startsWith('src/') && !file.isTest);
}
