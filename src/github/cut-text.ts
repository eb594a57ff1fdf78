const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** How many bytes a text is in UTF-8. */
const size = (text: string): number => Buffer.byteLength(text, 'utf8');

/** The beginning of a text, at most so many bytes of UTF-8, ended between two characters. */
export function cutBytes(text: string, most: number): string {
  if (size(text) <= most) return text;
  // What does not fit as a whole is not written: the cut never goes through a character.
  const room = new Uint8Array(Math.max(0, most));
  const { written } = encoder.encodeInto(text, room);
  return decoder.decode(room.subarray(0, written));
}

/** A text of many lines within so many bytes; where it is cut, its last line says how much is missing. */
export function cutLines(text: string, most: number): string {
  if (size(text) <= most) return text;
  const note = (lines: number): string => `\n\n… ${lines} more lines: see the details`;
  const room = most - size(note(text.length));
  const kept = cutBytes(text, room);
  const whole = kept.slice(0, Math.max(0, kept.lastIndexOf('\n')));
  const shown = whole === '' ? kept : whole;
  const left = text.slice(shown.length).split('\n').length - (whole === '' ? 0 : 1);
  return shown + note(left);
}
