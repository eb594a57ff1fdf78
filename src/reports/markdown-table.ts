interface Section {
  readonly title: string;
  /** What must be known before the rows are read. */
  readonly note?: string;
  readonly head: readonly string[];
  /** Cells that are safe in Markdown. */
  readonly rows: readonly (readonly string[])[];
  /** What to say of so many rows that are left out. */
  readonly leftOut?: (rows: number) => string;
  /** So many rows are shown. */
  readonly most: number;
  /** How many there are, where not all of them are in `rows`. */
  readonly total?: number;
}

/** A section with a table; nothing where it has no rows. */
export function tableSection({
  title,
  note,
  head,
  rows,
  leftOut,
  most,
  total = rows.length,
}: Section): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    `## ${title}`,
    '',
    ...(note === undefined ? [] : [`> ${note}`, '']),
    line(head),
    `|${head.map(() => '---').join('|')}|`,
    ...rows.slice(0, most).map(line),
    '',
    ...(total > most && leftOut !== undefined ? [leftOut(total - most), ''] : []),
  ];
}
