import { RE2JS } from 're2js';
import type { PathPattern } from '../model/settings.js';

/** Parts of a pattern that mean more than themselves. */
const PARTS = /\*\*\/|\*\*|\*|\?|\{|\}|,|[^*?{},]+/g;

function compile(source: string, braces: boolean): PathPattern {
  let open = 0;
  let sound = true;
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
        case '}':
        case ',':
          if (!braces) return RE2JS.quote(part);
          if (part === ',') return open > 0 ? '|' : ',';
          open += part === '{' ? 1 : -1;
          if (open < 0) sound = false;
          return part === '{' ? '(?:' : ')';
        default:
          return RE2JS.quote(part);
      }
    })
    .join('');
  // Braces that don't pair are braces.
  const pattern = RE2JS.compile(sound && open === 0 ? expression : RE2JS.quote(source), RE2JS.DOTALL);
  return { source, matches: (path) => pattern.matches(path) };
}

/**
 * A path pattern, for an engine that runs in linear time whatever a repository writes.
 * `**` over folders, `*` anything within a folder, `?` one character, `{a,b}` either.
 */
export const pathPattern = (source: string): PathPattern => compile(source, true);

/** The same, with braces and commas as they are. */
export const plainPathPattern = (source: string): PathPattern => compile(source, false);
