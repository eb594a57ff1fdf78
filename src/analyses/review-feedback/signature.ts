/** Longer ends of a message are no signature. */
const MOST_LINES = 6;

/** Lines that mail programs add below an answer. Each is held against the whole line, in lower case. */
const ADDED = [
  'sent from my ',
  'get outlook for ',
  'reply to this email directly',
  'you are receiving this because',
];

/** A comment that was sent as mail, without its signature and without the line that leads in what it quotes. */
export function withoutSignature(text: string): string {
  const lines = text.trimEnd().split('\n');
  let end = lines.length;
  for (let at = Math.max(0, end - MOST_LINES); at < end; at += 1) {
    const line = (lines[at] ?? '').trimEnd();
    const signs =
      line === '--' || line === '—' || ADDED.some((added) => line.toLowerCase().startsWith(added));
    // A fence below it says that it is code, and a table that it is one.
    if (signs && !lines.slice(at + 1).some((below) => /^ *(?:```|\|)/.test(below))) end = at;
  }
  const kept = lines.slice(0, end);
  return kept.filter((line, at) => !(isLeadIn(line) && (kept[at + 1] ?? '').startsWith('>'))).join('\n');
}

/** `On Tue, Jan 6, 2026 at 10:11, Somebody wrote:` */
const isLeadIn = (line: string): boolean => line.startsWith('On ') && line.trimEnd().endsWith('wrote:');
