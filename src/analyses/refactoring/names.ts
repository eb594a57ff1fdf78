/** The words of an identifier, in lower case: `parseHTMLFile_2` is parse, html, file, 2. */
export function nameWords(name: string): readonly string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\x00-\x7f]+/g) ?? []).map((word) =>
    word.toLowerCase(),
  );
}

/** The share of words that two identifiers have in common, 0 to 1. */
export function nameLikeness(one: string, other: string): number {
  const a = new Set(nameWords(one));
  const b = new Set(nameWords(other));
  let both = 0;
  for (const word of a) if (b.has(word)) both++;
  const all = a.size + b.size - both;
  return all === 0 ? 0 : both / all;
}
