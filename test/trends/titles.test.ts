import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mends, takesBack } from '../../src/trends/titles.js';

/** Titles as they stand in public repositories. */
describe('a title that takes an earlier change back', () => {
  test.each([
    'Revert "Update Webpack + deps, remove now unnecessary polyfills" (#2479)',
    'revert: change type of AxiosResponse to any (#4186)',
    'fix(eslint-plugin): revert #5266 (#5564)',
    'chore: revert "chore(deps): update dependency knip to v5.17.1" (#9183)',
    'chore(presets): revert adding ESM options to transformer config (#2216)',
    'Reverting `export *` syntax (#2597)',
    'Reverted the kotlin changes',
    'Partial revert of 4d2c4af',
    '1653: Revert " imp: Add exitcode::USAGE exit code as suggested in #1327" r=me',
    '[Fix #14681] Revert support for LSP positionEncoding',
    'Remove buggy support for range requests for now. Reverts 480b1e8 and 44ab090.',
    'refactor: Revert "fix(types): fix storeToRefs state return type (#2574) (#2604)"',
  ])('%s', (title) => expect(takesBack(title)).toBe(true));

  test.each([
    'Revert "Revert "Use class array syntax for instance binding""',
    'refactor: Revert "refactor: Revert "fix(types): fix storeToRefs state return type (#2574)""',
    'Reapply "Use class array syntax"',
    'Rewrite the location header in the reverting interceptor (#6002)',
    'feat(commands): add safe git revert command /gsd-undo (#1800)',
    'XmlWriter reverts to XML 1.0.',
    'Added a way to rollback all release steps',
    'Commit was reverted in ca5b2f163a82346032e98098208f85982e8f8399',
    'Merge pull request #673 from Quick/revert-swift-version',
    '',
  ])('but not %s', (title) => expect(takesBack(title)).toBe(false));
});

describe('a title that says it mends something', () => {
  test.each([
    'fix: response headers types',
    'fix(adapters)!: abort of a request',
    'Fixed decompression for responses without `Content-Length` header (#5306)',
    'Fixes routing bug',
    'Fixing maxBodyLength enforcement (#3786)',
    '[FIX] c.Request.FormFile maybe file, need close (#2114)',
    'Bug/allow header to contain http verb keys #1252 (#1258)',
    'basic auth: fix timing oracle (#2609)',
    'cache: guard null fields in Entry.writeTo() to fix NPE (#8962)',
    'Attempt to fix PostForm cache bug (#1931)',
    '#4373, fix possible winreg value type difference (#4377)',
    'Hotfix for the login',
    'Bug fix: escape quotes',
    'bugfix - escape quotes',
    'Use a lock. This solves the race; regression fix for 2.1',
    '[Fix #6650] Fix AmbiguousBlockAssociation',
    'Fix false positives for `Style/CommentAnnotation`',
    'Fix an error for Lint/Void',
  ])('%s', (title) => expect(mends(title)).toBe(true));

  test.each([
    'docs: fix Gitpod dead link (#4941)',
    'chore(ci): fix version bump script',
    'test: fix flaky timeout',
    'feat(eslint-plugin): [prefer-x] fix detection of options',
    'Fix typo in issue template name (#5159)',
    'Fixing README.md  (#3818)',
    'Fix grammar (#2642)',
    'Fix broken link to adapters essay (#5899)',
    'Fix CI and build failures (#7190)',
    'Fix flaky tests',
    'Fix a flake in TrailersTest (#9185)',
    'Attempt to fix test_request_garbage on Windows',
    '[Docs] Fix a heading',
    '[Fix #2943] Add new `Lint/RescueWithoutErrorClass` cop',
    'Prepare for 2.11.1 bugfix release.',
    'Small mypy fixes',
    'Require stringio in request_test, fixes GH #51',
    'Fix errcheck lint warnings',
    'Revert "fix(uri): query binding bug (#3236)" (#3899)',
    'Reapply "fix: query binding"',
    'Use json marshal in context. Fixes #2209 (#2228)',
    'Add an auto-fix for unused imports',
    'Support the --fix option',
    'Add fixtures for prefixes',
    'Use a fixed size for the buffer',
    'Add a bug report template',
    'Add more tests to prevent regression of CVE 2024 47081',
    'Merge pull request #2873 from sigmavirus24/bug/2872',
    "Merge branch 'fix/network-error'",
    '',
  ])('but not %s', (title) => expect(mends(title)).toBe(false));
});

describe('titles', () => {
  test('of any length and shape are read in no time', () => {
    const long = ['revert "', 'fix ', '[a] ', 'a(b): ', '#1, ', ' '].map((part) =>
      part.repeat(200).slice(0, 300),
    );
    const began = performance.now();
    for (const title of long) for (let time = 0; time < 100; time += 1) takesBack(title) || mends(title);
    expect(performance.now() - began).toBeLessThan(1000);
  });

  test('never say both', () => {
    const word = fc.constantFrom(
      'Revert "',
      'fix',
      ': ',
      'reapply ',
      'bug',
      ' ',
      '"',
      'feat',
      '(x)',
      '#12',
      'typo',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const title = words.join('');
        expect(takesBack(title) && mends(title)).toBe(false);
      }),
    );
  });
});
