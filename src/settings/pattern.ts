import { RE2JS } from 're2js';
import type { PathPattern } from '../model/settings.js';

/** Parts of a pattern that mean more than themselves. */
const PARTS = /\*\*\/|\*\*|\*|\?|\{|\}|,|[^*?{},]+/g;

/**
 * A path pattern, for an engine that runs in linear time whatever a repository writes.
 * `**` over folders, `*` anything within a folder, `?` one character, `{a,b}` either.
 */
export function pathPattern(source: string): PathPattern {
  let open = 0;
  const expression = (source.match(PARTS) ?? [])
    .map((part) => {
      switch (part) {
        case '**/':
          return '(?:.*/)?';
        case '**':
          return '.*';
        case '*':
          return '[^/]*';
        case '?':
          return '[^/]';
        case '{':
          open += 1;
          return '(?:';
        case '}':
          open -= 1;
          return open < 0 ? '\\}' : ')';
        case ',':
          return open > 0 ? '|' : ',';
        default:
          return RE2JS.quote(part);
      }
    })
    .join('');
  // A brace that is never closed is a brace.
  const pattern = RE2JS.compile(open === 0 ? expression : RE2JS.quote(source), RE2JS.DOTALL);
  return { source, matches: (path) => pattern.matches(path) };
}
