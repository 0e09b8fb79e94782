/** Whose replacement is an expression with operators of its own, which what stands around it must not tear apart. */
const LOOSE = new Set([
  'ArithmeticOperator',
  'ArrowFunction',
  'AssignmentOperator',
  'BooleanLiteral',
  'EqualityOperator',
  'LogicalOperator',
  'MethodExpression',
  'OptionalChaining',
  'UnaryOperator',
  'UpdateOperator',
]);

/** The text of a file with one mutant of it in its place. Lines and columns are from 1, as in Stryker's reports. */
export function apply(text, { location: { start, end }, mutatorName, replacement }) {
  const lines = text.split('\n');
  const offset = ({ line, column }) =>
    lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
  const put = LOOSE.has(mutatorName) ? `(${replacement})` : replacement;
  return text.slice(0, offset(start)) + put + text.slice(offset(end));
}
