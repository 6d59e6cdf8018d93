import type { Rollup } from "vite";

export type Look = (module: string) => Rollup.ModuleInfo | null;

/**
 * The modules that some entries need at once. A package's index is not followed as a whole, only to what is named: it mentions a hundred components of
 * which a page takes ten.
 */
export function reached(entries: string[], look: Look): Set<string> {
  const found = new Set(entries);
  for (const module of found) {
    for (const { name, from } of importsOf(module, look))
      found.add(isIndex(from) ? throughIndex(from, name, look) : from);
  }
  return found;
}

interface Import {
  name: string;
  as: string;
  from: string;
}

const isIndex = (module: string) =>
  /node_modules\/(@mantine|@tabler)\/[^/]+\/.*\/(index|tabler-icons-react)\.mjs$/.test(module);

const indexes = new Map<string, Map<string, string>>();

function throughIndex(index: string, name: string, look: Look): string {
  let targets = indexes.get(index);
  if (!targets) {
    targets = new Map(importsOf(index, look).map(({ as, from }) => [as, from]));
    indexes.set(index, targets);
  }
  return targets.get(name) ?? index;
}

/** Each name that a module imports, or passes on, with the module that it is from. */
function importsOf(module: string, look: Look): Import[] {
  const info = look(module);
  if (!info?.ast) return [];
  // Rollup lists the imported modules in the order in which their addresses first stand in the text.
  const found: { source: string; name: string; as: string }[] = [];
  for (const statement of info.ast.body) {
    if (statement.type === "ImportDeclaration") {
      const source = String(statement.source.value);
      if (statement.specifiers.length === 0) found.push({ source, name: "*", as: "*" });
      for (const one of statement.specifiers) {
        const name = one.type === "ImportSpecifier" ? nameOf(one.imported) : "*";
        found.push({ source, name, as: one.local.name });
      }
    } else if (statement.type === "ExportNamedDeclaration" && statement.source) {
      const source = String(statement.source.value);
      for (const one of statement.specifiers) found.push({ source, name: nameOf(one.local), as: nameOf(one.exported) });
    } else if (statement.type === "ExportAllDeclaration") {
      found.push({ source: String(statement.source.value), name: "*", as: "*" });
    }
  }
  const sources = [...new Set(found.map((one) => one.source))];
  return found.flatMap(({ source, name, as }) => {
    const from = info.importedIds[sources.indexOf(source)];
    return from ? [{ name, as, from }] : [];
  });
}

const nameOf = (node: { type: string; name?: string; value?: unknown }) => node.name ?? String(node.value);
