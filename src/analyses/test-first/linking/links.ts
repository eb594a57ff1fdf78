import type { LinkRung } from '../../../model/finding.js';
import type { Settings } from '../../../model/settings.js';
import { imports } from './imports.js';
import { family, type IndexFiles, type Linkable } from './linkable.js';
import { sameName } from './names.js';
import { samePackage } from './packages.js';

/**
 * What says that a test covers a file: the first rung of the cascade that does (3-test-first, A2).
 * Null when nothing does. The same file covers itself where tests live beside the code.
 */
export function linkOf(
  code: Linkable,
  test: Linkable,
  index: IndexFiles,
  settings: Settings,
): LinkRung | null {
  if (settings.links.some((link) => link.code.matches(code.path) && link.tests.matches(test.path)))
    return 'configured';
  if (code.language !== test.language && family(code.language) !== family(test.language)) return null;
  if (code.path === test.path || sameName(code, test)) return 'name';
  if (imports(code, test, index)) return 'import';
  return samePackage(code, test) ? 'package' : null;
}
