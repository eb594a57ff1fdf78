import { defaultSettings, type Settings } from '../model/settings.js';
import { pathPattern } from './pattern.js';
import { faultsOf, type SettingsProblem } from './problem.js';
import { readYaml } from './read-yaml.js';
import { settingsSchema } from './schema.js';

export { parseAttributes } from './attributes.js';
export { settingsSchema } from './schema.js';

interface ParsedSettings {
  /** The defaults, when anything is wrong: half a configuration would be a third opinion. */
  readonly settings: Settings;
  readonly problems: readonly SettingsProblem[];
}

/** More than anybody reads at once. */
const MOST_PROBLEMS = 100;

/** Reads the text of `holdfast.yml`. Never throws: what is wrong is told, all of it, with its line. */
export function parseSettings(text: string): ParsedSettings {
  const wrong = (problems: readonly SettingsProblem[]): ParsedSettings => ({
    settings: defaultSettings,
    problems: firstOf([...problems].sort((a, b) => a.line - b.line)),
  });
  const read = readYaml(text);
  if (read.kind === 'wrong') return wrong(read.problems);
  const parsed = settingsSchema.safeParse(read.value);
  if (!parsed.success) {
    const known = Object.keys(settingsSchema.shape);
    return wrong(
      parsed.error.issues
        .flatMap((issue) => faultsOf(issue, read.value, known))
        .map(({ path, message }) => ({ line: read.lineOf(path), message })),
    );
  }
  const { tests, links, exclude, bots } = parsed.data;
  return {
    settings: {
      tests: tests.map(pathPattern),
      links: links.map((link) => ({ code: pathPattern(link.code), tests: pathPattern(link.tests) })),
      exclude: exclude.map(pathPattern),
      attributes: [],
      bots: bots.map(pathPattern),
    },
    problems: [],
  };
}

function firstOf(problems: readonly SettingsProblem[]): readonly SettingsProblem[] {
  const after = problems[MOST_PROBLEMS];
  if (after === undefined) return problems;
  const more = { line: after.line, message: `and ${problems.length - MOST_PROBLEMS} more from here on` };
  return [...problems.slice(0, MOST_PROBLEMS), more];
}
