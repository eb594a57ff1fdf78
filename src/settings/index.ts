import { defaultSettings, type Settings } from '../model/settings.js';
import { keysIn } from './known-keys.js';
import { expectation, faultsOf, type Path, type SettingsProblem } from './problem.js';
import { readYaml } from './read-yaml.js';
import { brokenRules, type KnownIndicator } from './rules.js';
import { settingsSchema } from './schema.js';
import { settingsFrom } from './settings-from.js';

export { parseAttributes } from './attributes.js';
export { type ReadRecorded, readRecorded, type WrittenIntervention } from './recorded.js';
export { settingsSchema } from './schema.js';

interface ParsedSettings {
  /** The defaults, when anything is wrong: half a configuration would be a third opinion. */
  readonly settings: Settings;
  readonly problems: readonly SettingsProblem[];
}

/** More than anybody reads at once. */
const MOST_PROBLEMS = 100;

/**
 * Reads the text of `holdfast.yml`. Never throws: what is wrong is told, all of it, with its line.
 * @param indicators All that an experiment can be judged by: analyses have them, and this room knows no analysis.
 */
export function parseSettings(text: string, indicators: readonly KnownIndicator[]): ParsedSettings {
  const wrong = (problems: readonly SettingsProblem[]): ParsedSettings => ({
    settings: defaultSettings,
    problems: firstOf([...problems].sort((a, b) => a.line - b.line)),
  });
  const read = readYaml(text);
  if (read.kind === 'wrong') return wrong(read.problems);
  const schema = settingsSchema(indicators.map(({ name }) => name));
  const parsed = schema.safeParse(read.value, { error: expectation });
  const issues = parsed.error?.issues ?? [];
  // Of a list that is too long nothing more is told.
  const tooLong = issues.filter(({ code }) => code === 'too_big').map(({ path }) => path);
  const isTold = ({ path }: { path: Path }): boolean => !tooLong.some((list) => isWithin(path, list));
  const known = keysIn(schema);
  const faults = [
    ...issues.filter(isTold).flatMap((issue) => faultsOf(issue, read.value, known)),
    ...brokenRules(read.value, indicators).filter(isTold),
  ];
  if (faults.length > 0 || !parsed.success)
    return wrong(faults.map(({ path, message }) => ({ line: read.lineOf(path), message })));
  return { settings: settingsFrom(parsed.data), problems: [] };
}

const isWithin = (path: Path, list: Path): boolean =>
  path.length > list.length && list.every((key, at) => path[at] === key);

function firstOf(problems: readonly SettingsProblem[]): readonly SettingsProblem[] {
  const after = problems[MOST_PROBLEMS];
  if (after === undefined) return problems;
  const more = { line: after.line, message: `and ${problems.length - MOST_PROBLEMS} more from here on` };
  return [...problems.slice(0, MOST_PROBLEMS), more];
}
