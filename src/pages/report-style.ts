/** The style of the pages about one repository; part of the style of every page. */
export const REPORT_STYLE = `
.cards, .areas, ul.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); gap: .9rem; margin: 1.1rem 0; padding: 0; list-style: none; }
.areas { grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); }
.cards > .card { margin: 0; } .cards h2 { margin: 0 0 .3rem; font-size: 1rem; } .cards .rung { margin: 0 0 .4rem; } .cards .rung b { font-size: 1.3rem; }
.cards .spark { width: 100%; max-width: 22rem; height: auto; margin: .5rem 0; }
.figure { margin: .2rem 0; } .figure b { font-size: 1.3rem; }
.areas > li { background: var(--box); border: 1px solid var(--line); border-radius: .5rem; padding: .8rem 1rem; }
.areas h3 { font-weight: 600; } .areas progress { margin: .4rem 0; }
.areas details, .number details, .card details, .why { border: 0; }
.areas summary, .number summary, .card summary, .why summary { color: var(--quiet); font-size: .88rem; padding-bottom: .1rem; }
.number { font-size: .95rem; } .number p { font-size: .88rem; }
.standing h3 { font-weight: 400; }
.filter { border: solid var(--line); border-width: 1px 0; padding: .5rem 0; margin: 1rem 0; display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; align-items: center; justify-content: space-between; }
.filter form { display: flex; flex-wrap: wrap; gap: .5rem .8rem; align-items: center; } .filter p { margin: 0; }
input, select, button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--quiet); border-radius: .35rem; padding: .15rem .5rem; max-width: 100%; }
button { background: var(--box); cursor: pointer; }
:is(a, input, select, button, summary, [tabindex]):focus-visible { outline: 2px solid var(--accompanied); outline-offset: 2px; }
.problem { border-color: var(--untested); }
.empty { border: 1px dashed var(--quiet); border-radius: .5rem; padding: .9rem 1rem; color: var(--quiet); }
.lesson { border-left: 3px solid var(--accompanied); padding: .1rem .75rem; margin: .5rem 0; overflow-wrap: anywhere; }
.pages { display: flex; gap: 1.2rem; justify-content: center; margin: 1.5rem 0; }
.evidence .practice .quiet { font-weight: 400; } .evidence .units { list-style: none; padding: 0; } .evidence .why { margin: .1rem 0; }
progress { appearance: none; height: .55rem; border: 0; border-radius: .3rem; background: var(--line); color: var(--first); overflow: hidden; }
progress::-webkit-progress-bar { background: var(--line); } progress::-webkit-progress-value { background: var(--first); } progress::-moz-progress-bar { background: var(--first); }
.bubble { position: absolute; z-index: 2; pointer-events: none; max-width: 20rem; background: var(--ink); color: var(--paper); padding: .2rem .55rem; border-radius: .35rem; font-size: .85rem; }
/* What is newest is at the right: there a chart that is wider than the screen begins. */
.chart { direction: rtl; } .chart svg { direction: ltr; }
.chart[data-from] svg { cursor: crosshair; } .chart circle.here { stroke: var(--ink); stroke-width: 2.5; } .chart .band { fill: var(--accompanied); opacity: .25; }
@media (min-width: 140rem) { html { font-size: 130%; } }
@media (min-width: 200rem) { html { font-size: 190%; } }
@media (prefers-contrast: more) { :root { --quiet: var(--ink); --na: var(--ink); --limit: var(--ink); --line: var(--ink); } a { text-decoration-thickness: 2px; } }
@media (forced-colors: active) {
  :root { --paper: Canvas; --ink: CanvasText; --quiet: CanvasText; --line: GrayText; --box: Canvas; --first: Highlight; --accompanied: LinkText; --with: CanvasText; --after: CanvasText; --untested: CanvasText; --na: CanvasText; --limit: CanvasText; --baseline: Canvas; --signal: CanvasText; }
  .chart svg { forced-color-adjust: none; } .chart [fill="var(--baseline)"] { stroke: GrayText; }
  progress { border: 1px solid CanvasText; } progress::-webkit-progress-value { forced-color-adjust: none; background: Highlight; }
  .bubble { border: 1px solid CanvasText; }
}
`;
