/** Scripts that look at a page in a browser, each a text to be evaluated there: what is there to be told, as a list of lines. */

/** All that a page folds away is opened. */
export const UNFOLD = "for (const it of document.querySelectorAll('details')) it.open = true";

/**
 * What does not fit: text beyond the screen or its cell, blocks that lie on each other, text too small to read, or in
 * lines so long that the eye loses the next one (60 em are some 120 letters). What scrolls by itself may be wider.
 */
export const MISFITS = `(() => {
  const wide = document.documentElement.clientWidth + 1;
  const found = [];
  const scrolls = (element) => element.closest('.chart, .scroll, .bubble') !== null;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const parent = node.parentElement;
    if (node.data.trim() === '' || scrolls(parent) || !parent.checkVisibility()) continue;
    // Said to whoever listens, and not shown.
    if (parent.closest('thead')?.checkVisibility() && getComputedStyle(parent.closest('thead')).clipPath !== 'none') continue;
    range.selectNode(node);
    const box = range.getBoundingClientRect();
    const said = node.data.trim().slice(0, 40);
    if (box.right > wide || box.left < 0) found.push('outside: ' + said);
    const cell = parent.closest('td, th')?.getBoundingClientRect();
    if (cell && box.right > cell.right + 1) found.push('beyond its cell: ' + said);
    const size = parseFloat(getComputedStyle(parent).fontSize);
    // Drawn with letters: to be seen, and not to be read.
    if (parent.closest('[role=img]') !== null) continue;
    if (box.height === 0 || size < 11) found.push('too small: ' + said);
    if (box.width > 60 * size && box.height > 2 * size) found.push('lines too long: ' + said);
  }
  const BLOCKS = 'main > *, header > *, section > *, .summary > *, .cards > *, .areas > *, ul.numbers > *, form > *, form label > *, .counts dd > *';
  const blocks = [...document.querySelectorAll(BLOCKS)].filter((it) => it.checkVisibility());
  for (const one of blocks)
    for (const other of blocks) {
      if (one === other || one.parentNode !== other.parentNode) continue;
      const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 1 && down > 1) found.push('on each other: ' + one.className + ' ' + other.className);
    }
  if (document.documentElement.scrollWidth > wide) found.push('scrolls sideways');
  return found;
})()`;

/** All that keys are to reach, in the order of the page. */
const REACHABLE = `[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary, .chart, .scroll')].filter((it) => !it.disabled && it.checkVisibility())`;

/** Begins a walk by the tab key at what comes first: how many come behind it. */
export const BEGIN_WALK = `(() => {
  globalThis.walked = [];
  document.addEventListener('focusin', ({ target }) => globalThis.walked.push(target));
  const order = ${REACHABLE};
  order[0]?.focus();
  return Math.max(0, order.length - 1);
})()`;

/** Where the walk did not go from each to the next one; fields of a date take several keys. */
export const LED_ASTRAY = `(() => {
  const order = ${REACHABLE};
  if (order.length > 1 && globalThis.walked.length < 2) return ['the tab key leads nowhere'];
  return globalThis.walked.flatMap((it, at) => order[at] === it ? [] : [at + ': ' + it.outerHTML.slice(0, 90)]);
})()`;

/** Whether the walk has come to what is last. */
export const AT_THE_END = `(() => {
  const last = ${REACHABLE}.at(-1);
  return last !== undefined && document.activeElement === last;
})()`;

/**
 * What whoever uses keys cannot reach, or not see that they have: of each link, field, button and scroller in turn.
 * A key must have been pressed before: only then a browser shows where the focus is.
 */
export const LOST_TO_KEYS = `(() => {
  const found = [];
  const said = (it) => it.outerHTML.slice(0, 90);
  document.activeElement?.blur();
  for (const it of ${REACHABLE}) {
    if (it.tabIndex !== 0) found.push('left out by the tab key: ' + said(it));
    const before = getComputedStyle(it).outlineStyle;
    it.focus();
    if (document.activeElement !== it) found.push('cannot be reached: ' + said(it));
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(it);
    if (before !== 'none') found.push('is outlined without the focus: ' + said(it));
    if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2 || /^rgba.* 0\\)$/.test(outlineColor))
      found.push('does not show the focus: ' + said(it));
  }
  return found;
})()`;

/** What is drawn in the colour of the paper, by lines and words of drawings: of that nothing is seen. */
export const UNSEEN = `(() => {
  const paper = getComputedStyle(document.body).backgroundColor;
  const found = [];
  for (const it of document.querySelectorAll('svg path, svg line, svg text, svg circle')) {
    const { stroke, fill } = getComputedStyle(it);
    if (!it.checkVisibility() || it.matches('[fill="var(--baseline)"]')) continue;
    if ([stroke, fill].every((colour) => colour === 'none' || colour === paper || /^rgba.* 0\\)$/.test(colour)))
      found.push(it.outerHTML.slice(0, 90));
  }
  return found;
})()`;

/** What is wrong with how a page is parted: one main part, which holds all, one heading of the first rank, no rank left out. */
export const PARTED_BADLY = `(() => {
  const found = [];
  if (document.querySelectorAll('main').length !== 1) found.push('there is not one main part');
  for (const it of document.body.children)
    if (it.localName !== 'main' && !it.classList.contains('bubble')) found.push('beside the main part: ' + it.outerHTML.slice(0, 60));
  let before = 0;
  for (const it of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    const rank = Number(it.localName.slice(1));
    if (rank > before + 1) found.push('a rank is left out before: ' + it.textContent.slice(0, 60));
    before = rank;
  }
  if (document.querySelectorAll('h1').length !== 1) found.push('there is not one first heading');
  if (document.title === '' || document.documentElement.lang === '') found.push('no title, or no language');
  return found;
})()`;
