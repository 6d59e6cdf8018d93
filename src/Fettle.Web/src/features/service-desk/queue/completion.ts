/** What the search box knows without asking: the keys of its language and the words of those that have few. */
export const searchKeys: Record<string, readonly string[]> = {
  status: ["active", "new", "open", "waiting", "solved", "resolved", "verified", "closed"],
  priority: ["P1", "P2", "P3", "P4", "P5"],
  kind: ["incident", "request", "problem", "change"],
  assignee: ["me", "none"],
  requester: ["me"],
  device: ["none"],
  queue: [],
  tag: [],
  category: [],
  age: [],
  created: ["today", "yesterday"],
  updated: ["today", "yesterday"],
  solved: ["today", "yesterday"],
  number: [],
};

/** How a field's name stands before a colon, as the server has it. */
export function keyOf(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** The piece that is being typed: what stands before it, its key and what there is of its value. */
export interface LastPiece {
  before: string;
  negated: string;
  key: string | null;
  relation: string;
  values: string;
  typed: string;
  /** It began with a quotation mark. */
  quoted: boolean;
}

const piece = /^(-?)(?:(\p{L}[\p{L}\p{N}_-]*)(:|=|[<>]=?))?(.*)$/iu;

export function lastPiece(text: string): LastPiece {
  const start = lastStart(text);
  const match = piece.exec(text.slice(start));
  const written = match?.[4] ?? "";
  const comma = match?.[2] ? written.lastIndexOf(",") : -1;
  return {
    before: text.slice(0, start),
    negated: match?.[1] ?? "",
    key: match?.[2]?.toLowerCase() ?? null,
    relation: match?.[3] ?? "",
    values: written.slice(0, comma + 1),
    typed: written.slice(comma + 1).replace(/^"/, ""),
    quoted: written.startsWith('"'),
  };
}

// Spaces between quotation marks do not end a piece.
function lastStart(text: string): number {
  let start = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    else if (text[at] === " " && !quoted) start = at + 1;
  }
  return start;
}

/** The whole text with its last piece completed. */
export function complete(last: LastPiece, value: string): string {
  const start = `${last.before}${last.negated}`;
  if (last.key === null) return `${start}${value}:`;
  return `${start}${last.key}${last.relation}${last.values}${/[\s,]/.test(value) ? `"${value}"` : value} `;
}

/** What fits the piece, out of what is known here or was asked for. */
export function completions(text: string, known: Record<string, readonly string[]>): string[] {
  const last = lastPiece(text);
  const typed = last.typed.toLowerCase();
  if (last.key === null) {
    if (!typed || last.quoted) return [];
    return [...Object.keys(searchKeys), ...Object.keys(known).filter((key) => !(key in searchKeys) && key !== "asked")]
      .filter((key) => key.startsWith(typed))
      .map((key) => complete(last, key));
  }
  const values = [...(searchKeys[last.key] ?? []), ...(known[last.key] ?? [])];
  return [...new Set(values)]
    .filter((value) => value.toLowerCase().includes(typed) || known.asked?.includes(value))
    .slice(0, 8)
    .map((value) => complete(last, value));
}
