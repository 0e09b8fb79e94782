import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { compileFunction } from 'node:vm';
import ts from 'typescript';

/** An address of the client as its route table has it, and the right that its page asks for; null for pages that ask for none. */
export interface ClientRoute {
  /** Begins with `/`; may have parameters, such as `:id`. */
  readonly pattern: string;
  readonly needs: { readonly verb: string; readonly subject: string } | null;
  /** Whether it can be visited without signing in. */
  readonly isOpen: boolean;
}

interface RouteObject {
  readonly path?: string;
  readonly index?: boolean;
  readonly Component?: { readonly stub: string };
  readonly lazy?: unknown;
  readonly element?: { readonly verb?: string; readonly subject?: string };
  readonly children?: readonly RouteObject[];
}

const TABLE = resolve(import.meta.dirname, '../../../web/src/app/routes.tsx');

/** Every address of the client, read from its own route table, so that none is forgotten. */
export function clientRoutes(): ClientRoute[] {
  const { routes } = load(TABLE) as { readonly routes: readonly RouteObject[] };
  return routes.flatMap(route => addressesOf(route, { pattern: '', needs: null, isOpen: true }));
}

function addressesOf(route: RouteObject, above: ClientRoute): ClientRoute[] {
  const pattern = route.path === undefined ? above.pattern : `${above.pattern}/${route.path}`;
  const { verb, subject } = route.element ?? {};
  const needs = verb !== undefined && subject !== undefined ? { verb, subject } : above.needs;
  const isOpen = above.isOpen && route.Component?.stub !== 'SessionGate';
  const here = { pattern, needs, isOpen };
  const isPage = route.index === true || (route.path !== undefined && !hasIndex(route));
  return [
    ...(isPage ? [{ ...here, pattern: pattern || '/' }] : []),
    ...(route.children ?? []).flatMap(child => addressesOf(child, here)),
  ];
}

function hasIndex({ children }: RouteObject): boolean {
  return children?.some(({ index }) => index === true) ?? false;
}

/** Evaluates a route table: what it imports from other tables is loaded, everything else stands for itself by its name. */
function load(file: string): unknown {
  const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      jsx: ts.JsxEmit.React,
      jsxFactory: 'element',
    },
  });
  const exported = {};
  const run = compileFunction(outputText, ['exports', 'require', 'element']) as (
    exports: object,
    require: (name: string) => unknown,
    element: (kind: unknown, props: unknown) => unknown,
  ) => void;
  run(
    exported,
    name => (/^\.\/[a-z-]+-routes\.js$/.test(name) ? load(join(dirname(file), name.replace(/js$/, 'tsx'))) : STUBS),
    (_kind, props) => props,
  );
  return exported;
}

const STUBS: unknown = new Proxy({}, { get: (_target, name) => ({ stub: String(name) }) });
