import ts from 'typescript';

/** One way of breaking a source: what it becomes, and where and how in words. */
export interface Mutant {
  readonly line: number;
  readonly what: string;
  readonly source: string;
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly by: string;
  readonly what: string;
}

/**
 * `source` broken in one place each time: a statement left out, an element of a list, a property of a condition, one side
 * of an `and`, a condition that is always or never met, a comparison moved by one or turned round.
 */
export function mutantsOf(source: string): Mutant[] {
  const file = ts.createSourceFile('mutant.ts', source, ts.ScriptTarget.Latest, true);
  const edits: Edit[] = [];
  visit(file, node => edits.push(...editsOf(node)));
  return edits.map(({ from, to, by, what }) => ({
    line: file.getLineAndCharacterOfPosition(from).line + 1,
    what: `${what}: ${source.slice(from, to).replaceAll(/\s+/g, ' ').slice(0, 80)}`,
    source: source.slice(0, from) + by + source.slice(to),
  }));
}

/** Types and imports decide nothing. */
function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isImportDeclaration(node)) return;
  see(node);
  node.forEachChild(child => {
    visit(child, see);
  });
}

function editsOf(node: ts.Node): Edit[] {
  if (ts.isExpressionStatement(node)) return [edit(node, ';', 'left out')];
  if (ts.isIfStatement(node)) return always(node.expression);
  if (ts.isArrayLiteralExpression(node)) return eachLeftOut(node.elements, 'without');
  if (ts.isObjectLiteralExpression(node)) return eachLeftOut(node.properties.filter(isOfCondition), 'without');
  if (ts.isBinaryExpression(node)) return ofBinary(node);
  if (ts.isConditionalExpression(node)) return always(node.condition);
  if (ts.isPrefixUnaryExpression(node)) return [edit(node, node.operand.getText(), 'not negated')];
  return [];
}

/** Tables of functions name every role: one that is missing would not compile. */
function isOfCondition(property: ts.ObjectLiteralElementLike): boolean {
  return !(ts.isPropertyAssignment(property) && ts.isArrowFunction(property.initializer));
}

function eachLeftOut(nodes: readonly ts.Node[], what: string): Edit[] {
  return nodes.map(node => {
    const next = node.getSourceFile().text.slice(node.end).match(/^\s*,/)?.[0].length ?? 0;
    return { from: node.getStart(), to: node.end + next, by: '', what };
  });
}

function always(condition: ts.Expression): Edit[] {
  return [edit(condition, 'true', 'always'), edit(condition, 'false', 'never')];
}

const OTHERS: Readonly<Partial<Record<ts.SyntaxKind, readonly string[]>>> = {
  [ts.SyntaxKind.LessThanEqualsToken]: ['<', '>'],
  [ts.SyntaxKind.GreaterThanToken]: ['>=', '<'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: ['!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: ['==='],
};

function ofBinary(node: ts.BinaryExpression): Edit[] {
  const { left, right, operatorToken } = node;
  if (operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) {
    return [edit(node, right.getText(), 'first part ignored'), edit(node, left.getText(), 'second part ignored')];
  }
  return (OTHERS[operatorToken.kind] ?? []).map(by => edit(operatorToken, by, `${by} instead`));
}

function edit(node: ts.Node, by: string, what: string): Edit {
  return { from: node.getStart(), to: node.end, by, what };
}
