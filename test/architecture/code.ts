import ts from 'typescript';
import { codeOf, nodesOf, placeOf, type SourceFile, type SourceTree } from './source-tree.js';

const CASL = '@casl/ability';
const POLICY = 'src/access/rules.ts';

/** Who may do what is said in one file; everybody else may at most name the subject that is judged. */
export function policiesElsewhere(tree: SourceTree): string[] {
  return codeOf(tree).flatMap(file =>
    file.imports
      .filter(({ specifier }) => specifier === CASL)
      .flatMap(({ names, values }) => (file.module === 'access' ? values : names))
      .filter(name => name !== 'subject' && file.path !== POLICY)
      .map(name => `${file.path} imports ${name}`),
  );
}

/** Two classes that need each other are one, or three. */
export function forwardRefs(tree: SourceTree): string[] {
  return found(tree, node => ts.isIdentifier(node) && node.text === 'forwardRef');
}

/** Pages are found by their position, never by counting the rows before it. `offset 0` counts none: it keeps the planner from turning look-ups into a join. */
export function offsets(tree: SourceTree): string[] {
  return found(tree, node => isOffsetSql(node) || isOffsetOption(node));
}

function isOffsetSql(node: ts.Node): boolean {
  const isText = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
  return isText && /\boffset\s+(?!0\b)[\d$?:]/i.test(node.getText());
}

function isOffsetOption(node: ts.Node): boolean {
  if (!ts.isObjectLiteralExpression(node)) return false;
  const names = node.properties.map(property => property.name?.getText() ?? '');
  return names.includes('offset') && names.some(name => ['limit', 'orderBy'].includes(name));
}

/** The server logs by Nest's logger; the command line speaks by its own `say`. */
export function consoles(tree: SourceTree): string[] {
  return found(
    tree,
    (node, { module }) =>
      module !== 'cli' && ts.isPropertyAccessExpression(node) && node.expression.getText() === 'console',
  );
}

const ROUTES = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options', 'All', 'Sse', 'Search'];
const OPENINGS = ['Action', 'SignedIn', 'Anyone'];

/** Each route says, once, to whom it is open. */
export function undeclaredRoutes(tree: SourceTree): string[] {
  return found(tree, node => {
    if (!ts.isMethodDeclaration(node)) return false;
    const names = decoratorsOf(node);
    const openings = names.filter(name => OPENINGS.includes(name));
    return names.some(name => ROUTES.includes(name)) && openings.length !== 1;
  });
}

/** Controllers stand in files that say so: there their routes are looked for. */
export function hiddenControllers(tree: SourceTree): string[] {
  return found(
    tree,
    (node, { path }) =>
      ts.isClassDeclaration(node) && decoratorsOf(node).includes('Controller') && !path.endsWith('.controller.ts'),
  );
}

function decoratorsOf(node: ts.HasDecorators): string[] {
  return (ts.getDecorators(node) ?? []).map(({ expression }) =>
    (ts.isCallExpression(expression) ? expression.expression : expression).getText(),
  );
}

const MOST_DEPENDENCIES = 5;

/** More than five collaborators are two jobs (style.md). */
export function crowdedConstructors(tree: SourceTree): string[] {
  return found(
    tree,
    node =>
      ts.isConstructorDeclaration(node) &&
      node.parameters.length > MOST_DEPENDENCIES &&
      ts.getDecorators(node.parent) !== undefined,
  );
}

function found(tree: SourceTree, isForbidden: (node: ts.Node, file: SourceFile) => boolean): string[] {
  return codeOf(tree).flatMap(file =>
    [...nodesOf(file.ast)].filter(node => isForbidden(node, file)).map(node => placeOf(file, node)),
  );
}
